/// In what an answer rightly differs from its source, where a source can't say it itself.
struct Allowance {
    enum Order {
        case kept
        /// The same letters in another order.
        case any
        /// All words of the source, some of them more than once.
        case repeating
    }

    /// What the source means by something, such as a character by its name.
    var meanings: [(source: String, shown: String)] = []
    /// The same for entities alone.
    var entityMeanings: [(source: String, shown: String)] = []
    var richOrder = Order.kept
    var entityOrder = Order.kept

    static func `for`(_ document: CorpusDocument) -> Allowance? {
        documents[document.name]
    }

    private static let documents: [String: Allowance] = [
        // Columns that don't fit are a table of their own, or a line each under the name of the column.
        "en-table-wide.md": Allowance(richOrder: .any, entityOrder: .repeating),
        "html-raw.md": Allowance(
            meanings: [
                ("<br>", "\n"), ("<br/>", "\n"), ("&lt;", "<"), ("&amp;", "&"), ("&copy;", "©"), ("&#x1F600;", "😀"),
            ]
        ),
        // An address is one in Telegram without its scheme.
        "links-odd.md": Allowance(meanings: [("mailto:", ""), ("tel:", "")]),
        // The items of a list are counted from its first number.
        "numbers.md": Allowance(
            meanings: [("0. zero", "3. zero"), ("007. bond", "4. bond"), ("999999999. big", "5. big")]
        ),
        // A definition stands where it is used.
        "references.md": Allowance(
            meanings: [
                ("\n[guide]: https://example.org/guide \"The guide\"\n", ""),
                ("[api]: <https://example.org/api>\n", ""),
                ("[pic]: https://example.org/pic.jpg\n", ""),
                ("[the guide][guide]", "the guide https://example.org/guide"),
                ("[API]", "API https://example.org/api"),
                ("[the guide again][GUIDE]", "the guide again https://example.org/guide"),
                (" \"Title\"", ""),
                ("![][pic]", "https://example.org/pic.jpg"),
            ],
            // Where the picture in a link is follows where the link leads.
            entityMeanings: [
                (
                    "(https://example.org/badge.svg)](https://example.org/ci)",
                    "](https://example.org/ci)(https://example.org/badge.svg)"
                )
            ]
        ),
    ]
}
