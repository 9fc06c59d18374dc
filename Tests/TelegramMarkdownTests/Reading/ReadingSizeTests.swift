import Testing

@testable import TelegramMarkdown

/// Sources that make naive readers slow or overflow the stack. Built for release, a megabyte takes
/// a second; the limits here only tell linear from quadratic, on any machine.
@Suite struct ReadingSizeTests {
    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            "[", "*", "*a ", ">", "> ", "`", "`a``", "<", "<b>", "<!--", "&a;", "![a](", "[a](", "~~a ", "*_", "|",
            "||a", "||a||",
            "- ", "* 1. ", "$", "$a ", "$a$", "$$", "$$a\n\n", "$$a$$\n", "\\[", "\\[a\n\n", "\\(a", "\\(a\\)",
            "[a]: b\n", "[a",
            "a|b\n-|-\n", "> a\n\n", "a\r", "\\", "é", "\\begin{align}\n", "**a**",
        ]
    )
    func longRepetitions(piece: String) {
        let source = String(repeating: piece, count: 60_000 / piece.utf8.count)
        let document = MarkdownDocument(source)
        #expect(document.sections.count <= source.utf8.count)
    }

    @Test(.timeLimit(.minutes(10)))
    func aTableOfTooManyCellsIsText() {
        let wide = String(repeating: "|a", count: 5000) + "\n" + String(repeating: "|-", count: 5000) + "\n"
        let document = MarkdownDocument(wide + String(repeating: "a\n", count: 10_000))
        #expect(document.sections.count == 1)
    }

    @Test(.timeLimit(.minutes(10)), arguments: ["> ", "- ", "1. ", "*_", "**_"])
    func deepNestingKeepsItsText(opening: String) {
        let source = String(repeating: opening, count: 10_000) + "zaaa"
        #expect(PayloadWords.words(in: MarkdownDocument(source)) == ["zaaa"])
    }

    @Test(.timeLimit(.minutes(10)))
    func nestingByIndentationIsFlattened() {
        let lines = (0..<300).map { String(repeating: "  ", count: $0) + "- " + PayloadWords.word($0) }
        let source = lines.joined(separator: "\n") + String(repeating: "\n", count: 10_000)
        #expect(PayloadWords.words(in: MarkdownDocument(source)) == PayloadWords.words(in: source))
    }

    @Test func allCharactersForPrivateUse() {
        let all = [0xE000...0xF8FF, 0xF_0000...0xF_FFFD, 0x10_0000...0x10_FFFD].joined()
        let source = String(String.UnicodeScalarView(all.compactMap { Unicode.Scalar(UInt32($0)) })) + " *a* $b$"
        guard case .paragraph(let inlines) = MarkdownDocument(source).sections.first?.block else {
            Issue.record("no paragraph")
            return
        }
        #expect(inlines.dropFirst() == [.emphasis([.text("a")]), .text(" $b$")])
    }
}
