import Testing

@testable import TelegramMarkdown

@Suite struct MarkdownCutTests {
    struct Case: CustomTestStringConvertible {
        var source: String
        var length: Int
        var parts: [String]
        var testDescription: String { "\(source.debugDescription.prefix(60)) at \(length)" }
    }

    @Test(arguments: [
        Case(source: "", length: 10, parts: [""]),
        Case(source: "short", length: 10, parts: ["short"]),
        Case(source: "**exactly 10**", length: 10, parts: ["**exactly 10**"]),
        Case(source: "one one\n\ntwo two\n", length: 10, parts: ["one one\n\n", "two two\n"]),
        Case(source: "one\ntwo\nthree\n", length: 8, parts: ["one\ntwo\n", "three\n"]),
        Case(source: "one two three", length: 8, parts: ["one two", "three"]),
        // A heading stays with what follows it.
        Case(source: "one\n\n# H\n\ntwo two", length: 12, parts: ["one\n\n", "# H\n\ntwo two"]),
        // Bold text is not torn if there is a place before it.
        Case(source: "one **two three**", length: 9, parts: ["one", "**two three**"]),
        Case(source: "see [a b](http://a.b) c", length: 7, parts: ["see", "[a b](http://a.b) c"]),
        // Code begins the rest, is cut at a line, closed and opened again.
        Case(source: "Here:\n```c\na\nb\n```\n", length: 8, parts: ["Here:\n", "```c\na\nb\n```\n"]),
        Case(
            source: "~~~c x\n  aaaa\n  bbbb\n~~~\nend",
            length: 10,
            parts: ["~~~c x\n  aaaa\n~~~\n", "~~~c x\n  bbbb\n~~~\n", "end"]
        ),
        Case(
            source: "```c\naaaa bbbb cccc\n```",
            length: 10,
            parts: ["```c\naaaa bbbb\n```\n", "```c\ncccc\n```"]
        ),
        Case(
            source: "- item\n  ```c\n  aaaa\n  bbbb\n  ```\n- next",
            length: 15,
            parts: ["- item\n  ```c\n  aaaa\n  ```\n", "```c\nbbbb\n```\n- next"]
        ),
        Case(
            source: "> ```c\n> aaaa\n> bbbb\n> ```",
            length: 6,
            parts: ["> ```c\n> aaaa\n> ```\n", "> ```c\n> bbbb\n> ```"]
        ),
        Case(source: "> aaaa\n> bbbb\n", length: 6, parts: ["> aaaa\n", "> bbbb\n"]),
        Case(source: "> aaaa bbbb\n", length: 6, parts: ["> aaaa", "> bbbb\n"]),
        // Lists are cut between their items, and go on with the right number.
        Case(source: "1. one\n1. two\n1. three\n", length: 14, parts: ["1. one\n1. two\n", "3. three\n"]),
        Case(
            source: "- one\n    - two\n    - three\n- four",
            length: 15,
            parts: ["- one\n    - two\n", "- three\n- four"]
        ),
        Case(
            source: "- one\n  - two\n- three\n  - four",
            length: 24,
            parts: ["- one\n  - two\n", "- three\n  - four"]
        ),
        // Tables go on without their header's words.
        Case(
            source: "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n",
            length: 18,
            parts: ["| a | b |\n|---|---|\n| 1 | 2 |\n", "| | |\n|---|---|\n| 3 | 4 |\n"]
        ),
        Case(source: "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", length: 12, parts: ["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]),
    ])
    func cutsAtTheBestPlace(_ example: Case) {
        #expect(Self.parts(of: example.source, length: example.length) == example.parts)
    }

    @Test(arguments: 0..<24)
    func losesAndRepeatsNothing(seed: UInt64) {
        var source = RandomSource(seed: seed)
        let markdown = source.markdown(blocks: 12)
        for length in [60, 200] {
            let parts = Self.parts(of: markdown, length: length)
            let texts = parts.map { FormattedText(MarkdownDocument($0)).text }
            for (part, text) in zip(parts, texts) {
                #expect(text.utf16.count <= length, "\(part)")
                #expect(text.contains { !$0.isWhitespace })
            }
            #expect(words(texts.joined(separator: "\n")) == words(FormattedText(MarkdownDocument(markdown)).text))
        }
    }

    @Test func everyPrefixOfADocument() {
        var source = RandomSource(seed: 7)
        let markdown = source.markdown(blocks: 10)
        for end in stride(from: 1, to: markdown.count, by: 7) {
            let prefix = String(markdown.prefix(end))
            let (head, rest) = MarkdownCut.cut(prefix, length: 150)
            let text = [head, rest ?? ""].map { FormattedText(MarkdownDocument($0)).text }
            #expect(text[0].utf16.count <= 150)
            #expect(words(text.joined(separator: "\n")) == words(FormattedText(MarkdownDocument(prefix)).text))
        }
    }

    /// Each cut reads no more than it needs.
    @Test func aLongDocumentAndALongLine() {
        for source in [
            String(repeating: "A **word** and more.\n\n", count: 4000), String(repeating: "word ", count: 16_000),
        ] {
            let parts = Self.parts(of: source, length: 4096)
            #expect(parts.count < 40)
            #expect(parts.joined().filter { !$0.isWhitespace } == source.filter { !$0.isWhitespace })
        }
    }

    private static func parts(of source: String, length: Int) -> [String] {
        var parts: [String] = []
        var rest: String? = source
        while let source = rest, parts.count < 1000 {
            let cut = MarkdownCut.cut(source, length: length)
            parts.append(cut.head)
            rest = cut.rest
        }
        return parts
    }

    private func words(_ text: String) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber }.filter { $0.first == "w" }
    }
}
