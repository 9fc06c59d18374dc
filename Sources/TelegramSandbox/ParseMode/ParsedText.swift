/// A text taken out of its markup, with entities as a bot would have given them.
struct ParsedText: Hashable {
    var text = ""
    /// As in a call's `entities`.
    var entities: [JSON] = []

    /// - Parameters:
    ///   - mode: as in a call's `parse_mode`, in any spelling; nil or empty for none.
    ///   - user: the account with an id, for links to people; they are dropped without a word where it is not known, as at Telegram.
    /// - Throws: a 400 where Telegram would refuse the markup; and for Markdown, which is not parsed here.
    static func parse(
        _ text: String,
        mode: String,
        user: @escaping (_ id: Int64) -> JSON?
    ) throws(Refusal) -> ParsedText {
        switch mode.lowercased() {
        case "html":
            var parser = HTMLParser(text, user: user)
            return try parser.parse()
        case "markdown", "markdownv2":
            throw .badRequest("can't parse entities: the sandbox parses HTML only, not \(mode)")
        default: throw .badRequest("unsupported parse_mode")
        }
    }
}
