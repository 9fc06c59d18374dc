import Testing

@testable import LlamaServer

@Suite("Answers with what can't be read")
struct LenientAnswerTests {
    private static let end = #"data: {"choices":[{"delta":{},"finish_reason":"stop"}]}"# + "\n\ndata: [DONE]\n\n"

    private static func delta(_ content: [UInt8]) -> [UInt8] {
        Array(#"data: {"choices":[{"delta":{"content":""#.utf8) + content + Array("\"}}]}\n\n".utf8)
    }

    @Test(arguments: [
        (Array(#"a\ud83db"#.utf8), "a\u{FFFD}b"),
        (Array(#"a\ude00b"#.utf8), "a\u{FFFD}b"),
        (Array(#"\ud83d\ud83d\ude00"#.utf8), "\u{FFFD}😀"),
        (Array(#"\ud83d\n\u0041\\ud83d"#.utf8), "\u{FFFD}\nA\\ud83d"),
        (Array(#"\"\ud83d\""#.utf8), "\"\u{FFFD}\""),
        (Array(#"\uD83D"#.utf8), "\u{FFFD}"),
        ([0x61, 0xFF, 0x62], "a\u{FFFD}b"),
        ([0x61, 0xF0, 0x9F, 0x98], "a\u{FFFD}"),
        ([0x61, 0x09, 0x62, 0x01, 0x1F], "a\tb\u{1}\u{1F}"),
    ])
    func `keep the rest`(content: [UInt8], text: String) throws {
        let (events, end) = try parse(Self.delta(content) + Self.delta(Array("!".utf8)) + Array(Self.end.utf8))
        #expect(events.text == text + "!")
        #expect(end.finishReason == .stop)
    }

    @Test(arguments: [
        "[1]", "5", "\"text\"", "null", "true", #"{"content":5}"#, #"{"a":1}"#, #"{"choices":7}"#,
        #"{"choices":[{"delta":{"content":7}}]}"#, #"{"choices":[{"delta":{"content":{"a":1}}}]}"#,
        #"{"choices":[{"delta":5}]}"#,
    ])
    func `go on after an event that says nothing`(json: String) throws {
        let bytes = Self.delta([0x61]) + Array("data: \(json)\n\n".utf8) + Self.delta([0x62]) + Array(Self.end.utf8)
        #expect(try parse(bytes).events.text == "ab")
    }

    @Test(arguments: ["<<<>>>", #"{"content":"\ud83d"#, #"{"content":"\"#, #"{"content":"\u12"#, #"{"content":"\q"}"#])
    func `end at what is not JSON at all`(data: String) {
        #expect(throws: LlamaServerError.brokenStream("the server sent something that is not JSON")) {
            try parse(Self.delta([0x61]) + Array("data: \(data)\n\n".utf8) + Array(Self.end.utf8))
        }
    }
}
