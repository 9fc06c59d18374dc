import Testing

@testable import LlamaServer

@Suite("Answers that real servers have streamed")
struct AnswerTranscriptTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var title: String
        var text: String
        var hasTimings = true
        var testDescription: String { "\(file): \(title)" }
    }

    static let cases: [Case] = [
        .init(
            file: "llama_cpp_server_stream_errors",
            title: "chat stream",
            text: "# A long answer\n\n",
            hasTimings: false
        ),
        .init(
            file: "llama_cpp_server_stream_errors",
            title: "completion stream",
            text: "# A long answer\n\n",
            hasTimings: false
        ),
        .init(
            file: "llama_cpp_server_stream_errors",
            title: "chat stream with stream_options.include_usage",
            text: "# A long answer\n\n",
            hasTimings: false
        ),
        .init(
            file: "llama_server_endpoints",
            title: "POST /completion stream",
            text: "# A long answer\n\nHere is a **bold** "
        ),
        .init(
            file: "llama_server_endpoints",
            title: "POST /v1/chat/completions stream",
            text: "# A long answer\n\nHere is a **bold** "
        ),
        .init(file: "llama_server_endpoints", title: "chat stream include_usage", text: "# A long answer\n\nHere"),
        .init(file: "llama_server_endpoints", title: "chat stream timings_per_token", text: "# A long answer\n\nHere"),
        .init(file: "xllamacpp_endpoints", title: "chat stream", text: "ei"),
    ]

    @Test(arguments: cases)
    func `are the same in whatever pieces they come`(_ test: Case) throws {
        let body = Array(try Transcript(test.file)[test.title].body)
        let whole = try parse(body)
        #expect(whole.events.text == test.text)
        #expect(whole.end.finishReason == .length)
        #expect((whole.end.timings != nil) == test.hasTimings)

        for size in [1, 2, 3, 7, 64] {
            var lines = ServerSentEventParser()
            var events: [ServerSentEventParser.Event] = []
            for start in stride(from: 0, to: body.count, by: size) {
                events += try lines.feed(body[start..<min(start + size, body.count)])
            }
            var parser = AnswerParser(kind: .llamaCpp)
            let answer = try events.flatMap { try parser.consume($0) }
            #expect(answer == whole.events)
        }
    }

    /// Wherever the connection breaks, the answer is not taken for complete, and what came is a beginning of it.
    @Test(arguments: cases)
    func `are not complete when they are cut off anywhere`(_ test: Case) throws {
        let body = Array(try Transcript(test.file)[test.title].body)
        for end in stride(from: 0, to: body.count, by: 5) {
            let part = String(decoding: body[..<end], as: UTF8.self)
            if part.contains("\"length\"") || part.contains("\"limit\"") { break }
            #expect(throws: LlamaServerError.self) { try parse(body[..<end]) }
        }
    }

    @Test func `progress of reading the prompt is told`() throws {
        let (events, end) = try parse(try Transcript("llama_server_errors_auth")["chat stream return_progress"].body)
        let progress = events.compactMap { if case .promptProgress(let progress) = $0 { progress } else { nil } }
        #expect(progress.count > 1)
        #expect(progress.allSatisfy { $0.processed <= $0.total && $0.cached <= $0.processed })
        #expect(end.finishReason == .length)
    }

    @Test func `an empty stream of llama-cpp-python says that the prompt is too long`() throws {
        let body = try Transcript("llama_cpp_server_stream_errors")["chat too long, stream"].body
        #expect(body.isEmpty)
        #expect(throws: LlamaServerError.contextTooLong(promptTokens: nil, contextSize: nil)) {
            try parse(body, kind: .llamaCppPython)
        }
        #expect(throws: LlamaServerError.self) { try parse(body, kind: .llamaCpp) }
    }

    @Test(arguments: [
        ("llama_cpp_server_endpoints", "POST /v1/chat/completions", "# A long answer\n\n"),
        ("llama_cpp_server_endpoints", "POST /v1/completions", "# A long answer\n\n"),
        ("llama_server_endpoints", "POST /completion", "# A long answer\n\nHere is a **bold** "),
        ("llama_server_endpoints", "POST /v1/completions", "# A long answer\n\nHere is a **bold** "),
        ("xllamacpp_endpoints", "chat", "ei"),
    ])
    func `an answer in one piece is one too`(file: String, title: String, text: String) throws {
        var parser = AnswerParser(kind: .llamaCpp)
        let events = try parser.consume(whole: try #require(try Transcript(file)[title].json))
        #expect(events.text == text)
        #expect(try parser.finish(ignoredLines: 0).finishReason == .length)
    }
}
