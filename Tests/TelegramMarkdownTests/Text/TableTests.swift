import Testing

@testable import TelegramMarkdown

@Suite struct TableTests {
    struct Case: CustomTestStringConvertible {
        var alignments: [MarkdownTable.Alignment?] = []
        var header: [ExampleCell]
        var rows: [[ExampleCell]]
        var expected: String
        var testDescription: String { expected.debugDescription }
    }

    @Test(arguments: [
        Case(
            alignments: [nil, .right, .center],
            header: ["Name", "Age", "City"],
            rows: [["Анна", "7", "Ufa"], ["Bo", "101", "東京市"]],
            expected: """
                ⟨pre|Name │ Age │  City
                ─────┼─────┼───────
                Анна │   7 │  Ufa
                Bo   │ 101 │ 東京市⟩
                """
        ),
        Case(
            header: ["", "b"],
            rows: [["👩‍💻", "x"], ["e\u{301}", "y"], ["🇫🇷x", ""]],
            expected: """
                ⟨pre|    │ b
                ────┼──
                👩‍💻  │ x
                e\u{301}   │ y
                🇫🇷x │⟩
                """
        ),
        Case(header: ["a", "b"], rows: [], expected: "⟨pre|a │ b\n──┼──⟩"),
        Case(header: ["", ""], rows: [["a", "b"]], expected: "⟨pre|a │ b⟩"),
        Case(header: ["a"], rows: [[], ["b"]], expected: "⟨pre|a\n─\n\nb⟩"),
        Case(
            header: ["a"],
            rows: [[[.strong([.text("x")]), .softBreak, .link([.text("l")], destination: "http://a.b")]]],
            expected: "⟨pre|a\n────────────────\nx l (http://a.b)⟩"
        ),
        Case(
            header: ["Tool", "Use", "Link"],
            rows: [
                ["A", [.text(String(repeating: "w", count: 60))], [.link([.text("l")], destination: "http://a.b")]],
                ["B", "", [.code("c")]],
            ],
            expected: """
                • Tool: ⟨b|A⟩
                   Use: \(String(repeating: "w", count: 60))
                   Link: ⟨a http://a.b|l⟩

                • Tool: ⟨b|B⟩
                   Link: ⟨code|c⟩
                """
        ),
        Case(
            header: ["H1", [.text(String(repeating: "w", count: 60))]],
            rows: [],
            expected: "⟨b|H1 · \(String(repeating: "w", count: 60))⟩"
        ),
    ])
    func looksRight(_ example: Case) {
        let table = MarkdownTable(
            alignments: example.alignments,
            header: example.header.map(\.content),
            rows: example.rows.map { $0.map(\.content) }
        )
        let text = FormattedText([.table(table)])
        #expect(text.notation == example.expected)
        #expect(EntityRules.violations(in: text) == [])
    }

    @Test(arguments: [
        ("a", 1), ("я", 1), ("漢", 2), ("ｱ", 1), ("Ａ", 2), ("한", 2), ("한", 2), ("e\u{301}", 1), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2),
        ("🇫🇷", 2),
        ("1️⃣", 2), ("❤", 1), ("❤️", 2), ("🏳️‍🌈", 2), ("\u{200B}", 0), ("…", 1), ("│", 1), ("नि", 2), ("🫠", 2), ("あ", 2),
        ("。", 2),
    ])
    func characterTakesCells(_ character: Character, _ cells: Int) {
        #expect(character.displayWidth == cells)
    }
}

/// A cell of text or of anything.
struct ExampleCell: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    var content: [MarkdownInline]

    init(stringLiteral text: String) { content = text.isEmpty ? [] : [.text(text)] }
    init(arrayLiteral elements: MarkdownInline...) { content = elements }
}
