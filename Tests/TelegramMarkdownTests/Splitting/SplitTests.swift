import TelegramBotAPI
import Testing

@testable import TelegramMarkdown

@Suite struct SplitTests {
    struct Case: CustomTestStringConvertible {
        var text: String
        var limit: Int
        var parts: [String]
        var testDescription: String { "\(text.debugDescription.prefix(60)) at \(limit)" }
    }

    @Test(arguments: [
        Case(text: "", limit: 10, parts: []),
        Case(text: " \n\t ", limit: 10, parts: []),
        Case(text: "\u{200B}\u{FE0F}", limit: 10, parts: []),
        Case(text: "short", limit: 10, parts: ["short"]),
        Case(text: "exactly 10", limit: 10, parts: ["exactly 10"]),
        Case(text: "exactly 10  \n ", limit: 10, parts: ["exactly 10"]),
        Case(text: "\n\n  indented", limit: 20, parts: ["indented"]),
        Case(text: "one two three", limit: 10, parts: ["one two", "three"]),
        Case(text: "one two x three", limit: 9, parts: ["one two x", "three"]),
        Case(text: "line one\nline two", limit: 12, parts: ["line one", "line two"]),
        Case(text: "first para\nmore\n\nsecond", limit: 20, parts: ["first para\nmore", "second"]),
        Case(text: "a\n\nlong words here", limit: 14, parts: ["a\n\nlong words", "here"]),
        Case(text: "windows\r\nline", limit: 9, parts: ["windows", "line"]),
        Case(text: "abcdefghij", limit: 4, parts: ["abcd", "efgh", "ij"]),
        Case(text: "ab👩‍💻cd", limit: 6, parts: ["ab", "👩‍💻c", "d"]),
        Case(text: "🇫🇷🇫🇷", limit: 4, parts: ["🇫🇷", "🇫🇷"]),
        Case(text: "🇫🇷🇩🇪🇮🇹", limit: 11, parts: ["🇫🇷🇩🇪", "🇮🇹"]),
        Case(text: "👩‍👩‍👧‍👦", limit: 4, parts: ["👩\u{200D}", "👩\u{200D}", "👧\u{200D}", "👦"]),
        Case(text: "👍🏽", limit: 3, parts: ["👍", "🏽"]),
        Case(text: "  word", limit: 3, parts: ["wor", "d"]),
        Case(text: "مرحبا بالعالم", limit: 8, parts: ["مرحبا", "بالعالم"]),
    ])
    func cutsAtTheBestPlace(_ example: Case) {
        let parts = FormattedText(example.text).split(MessageLimits(length: example.limit))
        #expect(parts.map(\.text) == example.parts)
    }

    struct Formatted: CustomTestStringConvertible {
        var blocks: [MarkdownBlock]
        var limits: MessageLimits
        var parts: [String]
        var testDescription: String { parts.debugDescription }
    }

    @Test(arguments: [
        Formatted(
            blocks: [.p(.strong([.text("bold words")]), .text(" rest"))],
            limits: MessageLimits(length: 8),
            parts: ["⟨b|bold⟩", "⟨b|words⟩", "rest"]
        ),
        Formatted(
            blocks: [.p(.link([.strong([.text("a link that")]), .text(" is long")], destination: "http://a.b"))],
            limits: MessageLimits(length: 7),
            parts: ["⟨a http://a.b|⟨b|a link⟩⟩", "⟨a http://a.b|⟨b|that⟩ is⟩", "⟨a http://a.b|long⟩"]
        ),
        // Code that is short enough goes to the next part as a whole.
        Formatted(
            blocks: ["Here:", .code("let a = 1\nlet b = 2", language: "swift"), "So."],
            limits: MessageLimits(length: 20),
            parts: ["Here:", "⟨pre swift|let a = 1\nlet b = 2⟩", "So."]
        ),
        // Longer code is cut at a line, and goes on with its language and indentation.
        Formatted(
            blocks: ["Here:", .code("if a {\n    b()\n    c()\n\n    d()\n}", language: "swift")],
            limits: MessageLimits(length: 18),
            parts: ["Here:", "⟨pre swift|if a {\n    b()⟩", "⟨pre swift|    c()\n\n    d()\n}⟩"]
        ),
        Formatted(
            blocks: [.code("a\n" + String(repeating: " ", count: 12) + "b", language: nil)],
            limits: MessageLimits(length: 10),
            parts: ["⟨pre|a⟩", "⟨pre|b⟩"]
        ),
        Formatted(
            blocks: [.code("aaaa bbbb  cccc", language: "c")],
            limits: MessageLimits(length: 10),
            parts: ["⟨pre c|aaaa bbbb⟩", "⟨pre c|cccc⟩"]
        ),
        Formatted(
            blocks: [.quote(["one two", .code("  x", language: nil)])],
            limits: MessageLimits(length: 8),
            parts: ["⟨quote|one two⟩", "⟨quote|⟨pre|  x⟩⟩"]
        ),
        Formatted(
            blocks: [.ul(["one", .ul(["two"])])],
            limits: MessageLimits(length: 8),
            parts: ["• one", "◦ two"]
        ),
        // Three entities in a message, of which one was cut.
        Formatted(
            blocks: [
                .p(
                    .code("a"),
                    .text(" b "),
                    .code("c"),
                    .text(" "),
                    .strong([.text("d "), .emphasis([.text("e")])]),
                    .text(" "),
                    .code("f")
                )
            ],
            limits: MessageLimits(entities: 3),
            parts: ["⟨code|a⟩ b ⟨code|c⟩ ⟨b|d⟩", "⟨b|⟨i|e⟩⟩ ⟨code|f⟩"]
        ),
        Formatted(
            blocks: [.p(.code("a"), .text("b"), .code("c"))],
            limits: MessageLimits(entities: 1),
            parts: ["⟨code|a⟩b", "⟨code|c⟩"]
        ),
        Formatted(
            blocks: [.p(.strong([.emphasis([.text("a")])]), .code("c"))],
            limits: MessageLimits(entities: 1),
            parts: ["⟨i|a⟩", "⟨code|c⟩"]
        ),
    ])
    func entitiesAreCutAndGoOn(_ example: Formatted) {
        let parts = FormattedText(example.blocks).split(example.limits)
        #expect(parts.map(\.notation) == example.parts)
        for part in parts { #expect(EntityRules.violations(in: part, limits: example.limits) == []) }
    }

    @Test func aFoldedQuoteIsFoldedWhereItIsLong() {
        let quote = FormattedText([.quote([.p(.text(String(repeating: "word ", count: 300)))])])
        let parts = quote.split(MessageLimits(length: 1000))
        #expect(parts.map { $0.entities.map(\.type) } == [["expandable_blockquote"], ["blockquote"]])
    }

    @Test(arguments: 0..<120)
    func losesAndRepeatsNothing(seed: UInt64) {
        var document = RandomDocument(seed: seed)
        var random = SplitMix64(state: seed ^ 0xABCD)
        let text = FormattedText(document.blocks(atMost: 20))
        // Seven can be nested in each other.
        let limits = MessageLimits(
            length: .random(in: 20...200, using: &random),
            entities: .random(in: 7...12, using: &random)
        )
        let parts = text.split(limits)
        for part in parts {
            #expect(EntityRules.violations(in: part, limits: limits) == [], "\(part.notation)")
        }
        #expect(parts.flatMap(\.visible) == text.visible)
    }

    @Test(arguments: 0..<80)
    func staysWithinAnyLimits(seed: UInt64) {
        var document = RandomDocument(seed: seed)
        var random = SplitMix64(state: seed ^ 0xABCD)
        let text = FormattedText(document.blocks(atMost: 10))
        let limits = MessageLimits(
            length: .random(in: 2...30, using: &random),
            entities: .random(in: 1...3, using: &random)
        )
        let parts = text.split(limits)
        for part in parts {
            #expect(EntityRules.violations(in: part, limits: limits) == [], "\(part.notation)")
        }
        #expect(parts.flatMap(\.visible).map(\.scalar) == text.visible.map(\.scalar))
    }

    /// What can be sent while the text is still being written.
    @Test(arguments: 0..<16)
    func onlyTheLastPartChangesWhenTextIsAdded(seed: UInt64) {
        var document = RandomDocument(seed: seed)
        var random = SplitMix64(state: seed ^ 0xABCD)
        let text = FormattedText(document.blocks(atMost: 20))
        let limits = MessageLimits(
            length: .random(in: 20...300, using: &random),
            entities: .random(in: 1...12, using: &random)
        )
        let parts = text.split(limits)
        var length = 0
        while length < text.text.utf16.count {
            length += Int.random(in: 1...300, using: &random)
            let done = text.prefix(length).split(limits).dropLast()
            #expect(Array(parts.prefix(done.count)) == Array(done))
        }
    }

    @Test func oneCharacterOfFiftyThousandAccents() {
        let text = "a" + String(repeating: "\u{301}", count: 50_000)
        let parts = FormattedText(text).split()
        #expect(parts.map(\.text.utf16.count).max() == 4096)
        #expect(parts.map(\.text).joined().unicodeScalars.count == text.unicodeScalars.count)
    }

    /// A quadratic splitter would not come to an end.
    @Test func aMillionCharacters() {
        let words: [MarkdownInline] = (0..<20).flatMap { [.strong([.text("word \($0)")]), .text(" слово ")] }
        let text = FormattedText((0..<5000).map { _ in .paragraph(words) })
        #expect(text.text.utf16.count > 1_000_000)
        let parts = text.split()
        #expect(parts.reduce(0) { $0 + $1.entities.count } == text.entities.count)
        #expect(parts.allSatisfy { EntityRules.violations(in: $0, limits: .telegram) == [] })
        let accents = FormattedText("a" + String(repeating: "\u{301}", count: 1_000_000)).split()
        #expect(accents.reduce(0) { $0 + $1.text.utf16.count } == 1_000_001)
    }
}

extension FormattedText {
    /// As it was when only so much of it was written.
    fileprivate func prefix(_ length: Int) -> FormattedText {
        var end = min(length, text.utf16.count)
        let units = Array(text.utf16)
        if end < units.count, UTF16.isTrailSurrogate(units[end]) { end -= 1 }
        while end > 0, units[end - 1].isBlank { end -= 1 }
        let begun = entities.filter { $0.offset < end }.map { entity in
            var entity = entity
            entity.length = min(entity.length, end - entity.offset)
            if entity.type.hasSuffix("blockquote") {
                entity.type = EntityType.quote(of: units[entity.offset..<entity.offset + entity.length])
            }
            return entity
        }
        return FormattedText(String(decoding: units[..<end], as: UTF16.self), entities: begun)
    }
}
