import Testing

@testable import TelegramMarkdown

@Suite struct TextSplitterTests {
    struct Case: CustomTestStringConvertible {
        var text: String
        var limit: Int
        var parts: [String]
        var testDescription: String { "\(text.debugDescription.prefix(60)) at \(limit)" }
    }

    @Test(arguments: [
        Case(text: "", limit: 10, parts: []),
        Case(text: " \n\t ", limit: 10, parts: []),
        Case(text: "short", limit: 10, parts: ["short"]),
        Case(text: "exactly 10", limit: 10, parts: ["exactly 10"]),
        Case(text: "\n\n  indented", limit: 20, parts: ["  indented"]),
        Case(text: "one two three", limit: 10, parts: ["one two", "three"]),
        Case(text: "one two x three", limit: 9, parts: ["one two x", "three"]),
        Case(text: "line one\nline two", limit: 12, parts: ["line one", "line two"]),
        Case(text: "first para\nmore\n\nsecond", limit: 20, parts: ["first para\nmore", "second"]),
        Case(text: "a\n\nlong words here", limit: 14, parts: ["a\n\nlong words", "here"]),
        Case(text: "windows\r\nline", limit: 9, parts: ["windows", "line"]),
        Case(text: "abcdefghij", limit: 4, parts: ["abcd", "efgh", "ij"]),
        Case(text: "ab👩‍💻cd", limit: 6, parts: ["ab", "👩‍💻c", "d"]),
        Case(text: "🇫🇷🇫🇷", limit: 4, parts: ["🇫🇷", "🇫🇷"]),
        Case(text: "👩‍👩‍👧‍👦", limit: 4, parts: ["👩\u{200D}", "👩\u{200D}", "👧\u{200D}", "👦"]),
        Case(text: "  word", limit: 3, parts: ["  w", "ord"]),
        Case(text: "مرحبا بالعالم", limit: 8, parts: ["مرحبا", "بالعالم"]),
    ])
    func cutsAtTheBestPlace(_ example: Case) {
        #expect(TextSplitter(limit: example.limit).split(example.text) == example.parts)
    }

    @Test(arguments: 0..<200)
    func losesAndRepeatsNothing(seed: UInt64) {
        var random = SplitMix64(state: seed)
        let alphabet: [Character] = [
            "a", "я", "漢", " ", " ", "\n", "\n", "\r\n", "\t", "👍🏽", "👩‍💻", "e\u{301}", "\u{200B}",
        ]
        let text = String(
            (0..<Int.random(in: 0...600, using: &random)).map { _ in alphabet.randomElement(using: &random)! }
        )
        let limit = Int.random(in: 2...80, using: &random)

        let parts = TextSplitter(limit: limit).split(text)

        func visible(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { !$0.properties.isWhitespace } }
        #expect(parts.flatMap(visible) == visible(text))
        for part in parts {
            #expect(part.utf16.count <= limit)
            #expect(part.contains { !$0.isWhitespace })
        }
    }

    @Test func oneCharacterOfFiftyThousandAccents() {
        let text = "a" + String(repeating: "\u{301}", count: 50_000)
        let parts = TextSplitter().split(text)
        #expect(parts.map(\.utf16.count).max() == 4096)
        #expect(parts.joined().unicodeScalars.count == text.unicodeScalars.count)
    }
}
