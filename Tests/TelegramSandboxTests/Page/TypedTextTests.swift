import Testing

@testable import TelegramSandbox

@Suite("What somebody types") struct TypedTextTests {
    @Test(
        "is sent as Telegram's apps do it",
        arguments: [
            ("hello", ["hello"]), ("  hello \n\n", ["hello"]), ("", []), (" \n\t", []), ("\u{200B}\u{2060}", []),
            ("1234567890", ["1234567890"]), ("12345678901", ["1234567890", "1"]),
            ("12345678\n901", ["12345678", "901"]), ("1234567 8 901", ["1234567 8", "901"]),
            // A line's end is better than a later space, and one that is far away is none.
            ("123456\n89 12", ["123456", "89 12"]), ("1 34567890123", ["1 34567890", "123"]),
            ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", ["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]),
            ("123456789\r\n0", ["123456789", "0"]),
        ]
    )
    func messages(text: String, expected: [String]) {
        #expect(TypedText.messages(text, longest: 10) == expected)
    }

    @Test("a character without end is cut all the same, and nothing is lost")
    func endless() {
        let text = "a" + String(repeating: "\u{301}", count: 50)
        let messages = TypedText.messages(text, longest: 10)
        #expect(messages.allSatisfy { $0.unicodeScalars.count <= 10 })
        #expect(messages.joined().unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test("a long text is cut quickly")
    func long() {
        let text = String(repeating: "слово ", count: 100_000)
        let messages = TypedText.messages(text, longest: 4096)
        #expect(messages.count == 147)
        #expect(messages.joined(separator: " ") + " " == text)
    }
}
