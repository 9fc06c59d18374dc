import Testing

@testable import TelegramMarkdown

@Suite struct FormattedDocumentTests {
    struct Case: CustomTestStringConvertible {
        var blocks: [MarkdownBlock]
        var expected: String
        var testDescription: String { expected.debugDescription }

        init(_ blocks: MarkdownBlock..., is expected: String) {
            self.blocks = blocks
            self.expected = expected
        }
    }

    private static let inlines: [Case] = [
        Case(.p(.text("a"), .softBreak, .text("b"), .lineBreak, .text("c")), is: "a\nb\nc"),
        Case(.p(.strong([.text("bold "), .emphasis([.text("both")])]), .text(".")), is: "⟨b|bold ⟨i|both⟩⟩."),
        Case(.p(.strong([.strong([.text("once")])])), is: "⟨b|once⟩"),
        Case(.p(.strong([.text("a ")]), .text("b")), is: "⟨b|a⟩ b"),
        Case(.p(.strong([.text(" ")]), .text("b")), is: "b"),
        Case(
            .p(.strikethrough([.text("old")]), .text(" "), .spoiler([.text("secret")])),
            is: "⟨s|old⟩ ⟨spoiler|secret⟩"
        ),
        Case(.p(.text("👍🏽 "), .code("let a"), .text(" e\u{301}")), is: "👍🏽 ⟨code|let a⟩ e\u{301}"),
        Case(.p(.strong([.text("a "), .code("b"), .text(" c")])), is: "⟨b|a⟩ ⟨code|b⟩ ⟨b|c⟩"),
        Case(.p(.code(" ")), is: ""),
        Case(.p(.math("x + 1"), .text(" "), .math(#"\weird{x}"#)), is: "x + 1 ⟨code|\\weird{x}⟩"),
        Case(.p(.text("one\r\ntwo"), .strong([.text("x")])), is: "one\ntwo⟨b|x⟩"),
        Case(.p(.text("\u{200F}مرحبا")), is: "\u{200F}مرحبا"),
    ]

    private static let links: [Case] = [
        Case(.p(.link([.text("it")], destination: "https://a.example")), is: "⟨a https://a.example|it⟩"),
        Case(.p(.link([.strong([.text("it")])], destination: "tg://resolve")), is: "⟨a tg://resolve|⟨b|it⟩⟩"),
        Case(.p(.strong([.link([.text("it")], destination: "http://a.b")])), is: "⟨a http://a.b|⟨b|it⟩⟩"),
        Case(.p(.link([.code("f()")], destination: "http://a.b")), is: "⟨a http://a.b|f()⟩"),
        Case(.p(.link([.text("https://a.b")], destination: "https://a.b")), is: "https://a.b"),
        Case(.p(.link([.text("www.a.b")], destination: "http://www.a.b")), is: "www.a.b"),
        Case(.p(.link([.text("me@a.b")], destination: "mailto:me@a.b")), is: "me@a.b"),
        Case(.p(.link([.text("me")], destination: "mailto:me@a.b")), is: "me (me@a.b)"),
        Case(.p(.link([.text("docs")], destination: "docs/a.md")), is: "docs (docs/a.md)"),
        Case(.p(.link([.text("here")], destination: "http://localhost:80")), is: "here (http://localhost:80)"),
        Case(.p(.link([.text("js")], destination: "javascript:alert(1)")), is: "js (javascript:alert(1))"),
        Case(.p(.link([.text("none")], destination: "")), is: "none"),
        Case(.p(.link([], destination: "https://a.b")), is: "https://a.b"),
        Case(.p(.image([.text("cat")], source: "https://a.b/c.png")), is: "⟨a https://a.b/c.png|cat⟩"),
        Case(.p(.image([], source: "https://a.b/c.png")), is: "https://a.b/c.png"),
        Case(
            .p(.link([.image([.text("badge")], source: "https://a.b/c.svg")], destination: "https://a.b")),
            is: "⟨a https://a.b|badge⟩ (https://a.b/c.svg)"
        ),
        Case(
            .p(.link([.text("see "), .image([.text("x")], source: "x.png"), .text(" z")], destination: "http://a.b")),
            is: "⟨a http://a.b|see x z⟩ (x.png)"
        ),
        Case(
            .p(.link([.image([.text("https://a.b/c")], source: "https://a.b/c")], destination: "http://a.b")),
            is: "⟨a http://a.b|https://a.b/c⟩"
        ),
        Case(
            .p(.link([.image([], source: "https://a.b/c")], destination: "http://a.b")),
            is: "⟨a http://a.b|https://a.b/c⟩"
        ),
        Case(.p(.strong([.link([.text("x")], destination: "x")])), is: "⟨b|x⟩"),
    ]

    private static let blocks: [Case] = [
        Case(is: ""),
        Case(.p(.text(" \n ")), is: ""),
        Case(.p(.text("a")), .p(.text("b")), is: "a\n\nb"),
        Case(.p(.text("a")), .p(), .p(.text("b")), is: "a\n\nb"),
        Case(.heading(level: 1, [.text("H")]), .p(.text("a")), is: "⟨b|H⟩\n\na"),
        Case(.p(.text("a")), .heading(level: 3, [.text("H")]), .p(.text("b")), is: "a\n\n⟨b|H⟩\nb"),
        Case(.heading(level: 2, [.strong([.text("1.")]), .text(" H "), .code("c")]), is: "⟨b|1. H⟩ ⟨code|c⟩"),
        Case(.p(.text("a")), .thematicBreak, .p(.text("b")), is: "a\n\n———\n\nb"),
        Case(.code("let a = 1\n\n\tb", language: "swift"), is: "⟨pre swift|let a = 1\n\n    b⟩"),
        Case(.code("\n  a\nb\n\n", language: nil), .p(.text("c")), is: "⟨pre|  a\nb⟩\n\nc"),
        Case(.p(.text("a")), .code(" \n", language: "c"), .p(.text("b")), is: "a\n\nb"),
        Case(.math("x = 1"), is: "x = 1"),
        Case(.math(#"\weird{x}"#), is: "⟨pre latex|\\weird{x}⟩"),
        Case(.quote([.p(.text("a")), .p(.strong([.text("b")]))]), is: "⟨quote|a\n\n⟨b|b⟩⟩"),
        Case(.quote([.code("  x", language: nil)]), is: "⟨quote|⟨pre|  x⟩⟩"),
        Case(.quote([]), is: ""),
        Case(
            .quote([.p(.text("a")), .quote([.p(.text("b"), .softBreak, .text("c"))]), .p(.text("d"))]),
            is: "⟨quote|a\n\n│ b\n│ c\n\nd⟩"
        ),
        Case(
            .quote([.p(.text(String(repeating: "a", count: 500)))]),
            is: "⟨quote|\(String(repeating: "a", count: 500))⟩"
        ),
        Case(
            .quote([.p(.text(String(repeating: "a", count: 501)))]),
            is: "⟨long|\(String(repeating: "a", count: 501))⟩"
        ),
        Case(.quote([.p(.text("1\n2\n3\n4\n5\n6"))]), is: "⟨quote|1\n2\n3\n4\n5\n6⟩"),
        Case(.quote([.p(.text("1\n2\n3\n4\n5\n6\n7"))]), is: "⟨long|1\n2\n3\n4\n5\n6\n7⟩"),
    ]

    private static let lists: [Case] = [
        Case(.ul(["a"], ["b"]), is: "• a\n• b"),
        Case(.ol(9, ["a"], ["b"]), is: "9. a\n10. b"),
        Case(
            .list(MarkdownList(start: nil, isTight: false, items: [.init(blocks: ["a", "b"]), .init(blocks: ["c"])])),
            is: "• a\n\n   b\n\n• c"
        ),
        Case(.ul(["a", .ul(["b", .ul(["c", .ul(["d"])])])], ["e"]), is: "• a\n   ◦ b\n      ▪ c\n         ▪ d\n• e"),
        Case(.ol(1, ["a", .ul(["b"])], ["c"]), is: "1. a\n    • b\n2. c"),
        Case(.ul([.p(.text("a"), .softBreak, .text("b"))]), is: "• a\n   b"),
        Case(.ul([.code("x", language: "sh")], ["b"]), is: "•\n⟨pre sh|x⟩\n• b"),
        Case(.ul(["a", .quote(["q", "r"]), "b"]), is: "• a\n⟨quote|q\n\nr⟩\n   b"),
        Case(.ul([], ["b"]), is: "•\n• b"),
        Case(.ul([.ul(["a"])]), is: "•\n   ◦ a"),
        Case(
            .list(
                MarkdownList(
                    start: nil,
                    isTight: true,
                    items: [
                        .init(isChecked: false, blocks: ["to do"]), .init(isChecked: true, blocks: ["done"]),
                    ]
                )
            ),
            is: "☐ to do\n☑ done"
        ),
        Case(
            .list(MarkdownList(start: 2, isTight: true, items: [.init(isChecked: true, blocks: ["a"])])),
            is: "2. ☑ a"
        ),
        Case(.p(.text("a")), .ul(["b"]), .p(.text("c")), is: "a\n\n• b\n\nc"),
        Case(.quote([.ul(["a", .ul(["b"])])]), is: "⟨quote|• a\n   ◦ b⟩"),
    ]

    @Test(arguments: inlines + links + blocks + lists)
    func looksRight(_ example: Case) {
        let text = FormattedText(example.blocks)
        #expect(text.notation == example.expected)
        #expect(EntityRules.violations(in: text) == [])
    }

    @Test(arguments: 0..<400)
    func isValidForAnyDocument(seed: UInt64) {
        var random = RandomDocument(seed: seed)
        let text = FormattedText(random.blocks(atMost: 12))
        #expect(EntityRules.violations(in: text) == [], "\(text.notation)")
    }

    @Test func textsAreAdded() {
        let sum = FormattedText([.p(.text("👍🏽 "), .strong([.text("a")]))]) + FormattedText([.p(.strong([.text("b")]))])
        #expect(sum.notation == "👍🏽 ⟨b|a⟩⟨b|b⟩")
    }
}
