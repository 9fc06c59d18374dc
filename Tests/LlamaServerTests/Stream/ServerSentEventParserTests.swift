import Testing

@testable import LlamaServer

@Suite("Server-sent events")
struct ServerSentEventParserTests {
    static let cases: [(String, [String])] = [
        ("data: a\n\n", ["a"]),
        ("data:a\n\ndata:b\n\n", ["a", "b"]),
        ("data:  a\n\n", [" a"]),
        ("data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]),
        ("data: a\r\rdata: b\r\r", ["a", "b"]),
        ("data: a\ndata: b\n\n", ["a\nb"]),
        ("data\n\n", [""]),
        (": ping - 2026\n\ndata: a\n\n: ping\n\n", ["a"]),
        ("event: x\nid: 1\nretry: 5\ndata: a\n\n", ["a"]),
        ("\n\n\n", []),
        ("\u{FEFF}data: a\n\n", ["a"]),
        ("data: Ж😀\n\n", ["Ж😀"]),
        ("{\"error\":\"x\"}\n", ["{\"error\":\"x\"}"]),
        ("error: {\"code\":1}\n\n", ["{\"code\":1}"]),
        ("garbage\nmore\n\ndata: a\n\n", ["a"]),
    ]

    @Test(arguments: cases)
    func `come out the same in whatever pieces they go in`(text: String, expected: [String]) throws {
        for size in 1...max(1, text.utf8.count) {
            var parser = ServerSentEventParser()
            var events: [ServerSentEventParser.Event] = []
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                events += try parser.feed(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(events.map { String(decoding: $0.data, as: UTF8.self) } == expected, "pieces of \(size)")
        }
    }

    @Test func `the last one may lack its empty line`() throws {
        var parser = ServerSentEventParser()
        #expect(try parser.feed("data: a\n\ndata: b".utf8).count == 1)
        #expect(try parser.finish()?.data == Array("b".utf8))
        #expect(try parser.finish() == nil)
    }

    @Test func `an endless line, or an endless event, takes no endless memory`() throws {
        var parser = ServerSentEventParser(limit: 1000)
        #expect(throws: ServerSentEventParser.Failure.tooLong) {
            for _ in 0..<200 { _ = try parser.feed(repeatElement(UInt8(ascii: "x"), count: 100)) }
        }
        var event = ServerSentEventParser(limit: 1000)
        #expect(throws: ServerSentEventParser.Failure.tooLong) {
            for _ in 0..<2000 { _ = try event.feed("data: x\n".utf8) }
        }
        var garbage = ServerSentEventParser(limit: 1000)
        #expect(throws: ServerSentEventParser.Failure.notAnEventStream) {
            for _ in 0..<2000 { _ = try garbage.feed("x\n".utf8) }
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `random bytes are no more than an error`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let alphabet = Array("data: {}[]\"\\u\r\n:choices,null\u{0}é".utf8) + [0xFF, 0xC0, 0xED]
        let bytes = (0..<2000).map { _ in alphabet.randomElement(using: &random) ?? 0 }
        #expect(throws: (any Error).self) { try parse(bytes) }
    }
}

/// A generator that gives the same for the same seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var result = state
        result = (result ^ (result >> 30)) &* 0xBF58_476D_1CE4_E5B9
        result = (result ^ (result >> 27)) &* 0x94D0_49BB_1331_11EB
        return result ^ (result >> 31)
    }
}
