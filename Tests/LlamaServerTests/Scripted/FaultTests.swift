import LlamaServer
import LlamaServerTesting
import TestClocks
import Testing

private let chat = "/v1/chat/completions"

@Suite("Faults of a server, in the middle of an answer and before", .timeLimit(.minutes(10)))
struct FaultTests {
    typealias Reply = ScriptedLlamaServer.Reply

    struct Fault: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var reply: Reply
        var error: LlamaServerError
        /// What came before it.
        var text = ""
    }

    static let faults: [Fault] = [
        Fault(
            testDescription: "status 500",
            reply: Reply(status: 500, steps: [.bytes("Internal Server Error")]),
            error: .http(status: 500, text: "Internal Server Error")
        ),
        Fault(
            testDescription: "status 500 without a text",
            reply: Reply(status: 500, steps: []),
            error: .http(status: 500, text: "")
        ),
        Fault(
            testDescription: "loading",
            reply: .json(#"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#, status: 503),
            error: .loading
        ),
        Fault(testDescription: "busy", reply: .json("{}", status: 503), error: .busy),
        Fault(
            testDescription: "too long",
            reply: .json(
                #"{"error":{"code":400,"message":"x","type":"exceed_context_size_error","n_prompt_tokens":9,"n_ctx":8}}"#,
                status: 400
            ),
            error: .contextTooLong(promptTokens: 9, contextSize: 8)
        ),
        Fault(testDescription: "the wrong key", reply: .json("{}", status: 401), error: .unauthorized),
        Fault(
            testDescription: "no such model",
            reply: .json(#"{"error":{"message":"model 'x' not found"}}"#, status: 404),
            error: .modelNotFound("x")
        ),
        Fault(
            testDescription: "a redirect",
            reply: Reply(status: 302, headers: [("Location", "/v1/models")], steps: []),
            error: .http(status: 302, text: "")
        ),
        Fault(
            testDescription: "gone before an answer",
            reply: Reply(steps: [.abort]),
            error: .brokenStream("the server closed the connection without an answer")
        ),
        Fault(
            testDescription: "gone after the status",
            reply: Reply(steps: [.bytes(""), .abort]),
            error: .brokenStream("the connection was lost in the middle")
        ),
        Fault(
            testDescription: "gone in the middle",
            reply: Reply(steps: [Reply.chatStart, Reply.chatDelta("Hal"), .hold, .bytes("data: {\"choi"), .abort]),
            error: .brokenStream("the connection was lost in the middle"),
            text: "Hal"
        ),
        Fault(
            testDescription: "ended in the middle",
            reply: Reply(steps: [Reply.chatStart, Reply.chatDelta("Hal")]),
            error: .brokenStream("the server stopped in the middle of the answer"),
            text: "Hal"
        ),
        Fault(
            testDescription: "cut off by another request",
            reply: Reply(steps: [Reply.chatStart, Reply.chatDelta("Hal"), .bytes("data: [DONE]\n\n")]),
            error: .brokenStream("the server stopped in the middle, without saying why"),
            text: "Hal"
        ),
        Fault(
            testDescription: "an empty stream",
            reply: Reply(steps: []),
            error: .brokenStream("the server ended the answer before it began")
        ),
        Fault(
            testDescription: "the context is full",
            reply: Reply(steps: [
                Reply.chatDelta("Hal"),
                .bytes(
                    "data: {\"error\":{\"code\":500,\"message\":\"Context size has been exceeded.\",\"type\":\"server_error\"}}\n\n"
                ),
            ]),
            error: .contextTooLong(promptTokens: nil, contextSize: nil),
            text: "Hal"
        ),
        Fault(
            testDescription: "an error as a text",
            reply: Reply(steps: [Reply.chatDelta("Hal"), .bytes("{\"error\":\"out of memory\"}\n")]),
            error: .http(status: 500, text: "out of memory"),
            text: "Hal"
        ),
        Fault(
            testDescription: "an error at the very end, without an empty line",
            reply: Reply(steps: [Reply.chatDelta("Hal"), .bytes("data: {\"error\":{\"message\":\"died\"}}")]),
            error: .http(status: 500, text: "died"),
            text: "Hal"
        ),
        Fault(
            testDescription: "an error in an older way",
            reply: Reply(steps: [.bytes("error: {\"code\":500,\"message\":\"slot\"}\n\n")]),
            error: .http(status: 500, text: "slot")
        ),
        Fault(
            testDescription: "FastAPI's error",
            reply: Reply(steps: [.bytes("data: {\"detail\":\"no\"}\n\n")]),
            error: .http(status: 500, text: "no")
        ),
        Fault(
            testDescription: "LM Studio's error with status 200",
            reply: .json(#"{"error":"Unexpected endpoint"}"#),
            error: .http(status: 500, text: "Unexpected endpoint")
        ),
        Fault(
            testDescription: "a web page",
            reply: Reply(headers: [("Content-Type", "text/html")], steps: [.bytes("<html>")]),
            error: .brokenStream("the server sent a web page")
        ),
        Fault(
            testDescription: "garbage for JSON",
            reply: Reply(steps: [Reply.chatDelta("Hal"), .bytes("data: not json\n\n")]),
            error: .brokenStream("the server sent something that is not JSON"),
            text: "Hal"
        ),
        Fault(
            testDescription: "a list for JSON",
            reply: Reply(steps: [.bytes("data: [1]\n\n")]),
            error: .brokenStream("the server sent something that is not an answer")
        ),
        Fault(
            testDescription: "bytes that are no text",
            reply: Reply(steps: [.data([UInt8](repeating: 0xFF, count: 5000))]),
            error: .brokenStream("the server sent something that is not an answer")
        ),
        Fault(
            testDescription: "lines that are no events",
            reply: Reply(steps: [.bytes(String(repeating: "garbage\n", count: 5000))]),
            error: .brokenStream("the server sent something that is not an answer")
        ),
        Fault(
            testDescription: "a line without an end",
            reply: Reply(steps: .init(repeating: .bytes(String(repeating: "x", count: 1 << 20)), count: 6)),
            error: .brokenStream("the server sent a line without an end")
        ),
        Fault(
            testDescription: "JSON that is no answer",
            reply: .json(#"{"hello":"world"}"#),
            error: .brokenStream("the server sent something that is not an answer")
        ),
    ]

    @Test(arguments: faults)
    func `is an error with its cause, and the next is answered`(_ fault: Fault) async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            try await withClient(url) { server in
                await scripted.script(chat, fault.reply)
                // A connection that breaks takes with it what was received and not read yet, so it breaks after that.
                let (events, error) = await events(of: server.answer(to: .talk("Hello!"))) { await scripted.release() }
                #expect(error as? LlamaServerError == fault.error)
                #expect(events.text == fault.text)
                #expect(events.end == nil)
                #expect(!"\(error as Any)".contains("\n"))
                let next = try await server.text(.talk("Hello!"))
                #expect(next == "OK")
            }
        }
    }

    static let odd: [(String, Reply)] = [
        (
            "no [DONE]",
            Reply(steps: [
                Reply.chatDelta("OK"), .bytes(#"data: {"choices":[{"delta":{},"finish_reason":"stop"}]}"# + "\n\n"),
            ])
        ),
        (
            "no empty line at the end",
            Reply(steps: [Reply.chatDelta("OK"), .bytes(#"data: {"choices":[{"delta":{},"finish_reason":"stop"}]}"#)])
        ),
        (
            "lost after the reason",
            Reply(steps: [
                .bytes(#"data: {"choices":[{"delta":{"content":"OK"},"finish_reason":"stop"}]}"# + "\n\n"), .hold,
                .abort,
            ])
        ),
        (
            "pings and empty pieces",
            Reply(steps: [
                .bytes(": ping\n\n"), Reply.chatStart, Reply.chatDelta(""), Reply.chatDelta("OK"), Reply.chatEnd,
            ])
        ),
        (
            "in one piece",
            .json(#"{"choices":[{"message":{"role":"assistant","content":"OK"},"finish_reason":"stop"}]}"#)
        ),
        (
            "in one event",
            Reply(steps: [
                .bytes("data: " + #"{"choices":[{"message":{"content":"OK"},"finish_reason":"stop"}]}"# + "\n\n")
            ])
        ),
    ]

    @Test(arguments: odd)
    func `is forgiven where the answer is complete`(name: String, reply: Reply) async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            try await withClient(url) { server in
                await scripted.script(chat, reply)
                // A connection that breaks takes with it what was received and not read yet, so it breaks after that.
                let (events, error) = await events(of: server.answer(to: .talk("Hello!"))) { await scripted.release() }
                #expect(error == nil)
                #expect(events == [.started, .text("OK"), .done(AnswerEnd(finishReason: .stop))])
            }
        }
    }

    @Test func `silence counts from the last byte, and is timed by the clock`() async throws {
        let clock = ManualClock()
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            try await withClient(url, clock: clock, configure: { $0.requestTimeout = .seconds(60) }) { server in
                await scripted.script(
                    chat,
                    Reply(steps: [
                        .hold, Reply.chatDelta("a"), .hold, .bytes(": ping\n\n"), Reply.chatDelta("b"), .hold,
                    ])
                )
                _ = try await server.description()
                let stream = server.answer(to: .talk("Hello!"))
                var events = stream.makeAsyncIterator()
                await scripted.held(1)
                for piece in ["a", "b"] {
                    await clock.sleepers(1)
                    clock.advance(by: .seconds(59))
                    await scripted.release()
                    while let event = try await events.next(), event != .text(piece) {}
                    await scripted.held(1)
                }
                await clock.sleepers(1)
                clock.advance(by: .seconds(59))
                await clock.sleepers(1)
                clock.advance(by: .seconds(1))
                await #expect(throws: LlamaServerError.silence(.seconds(60))) {
                    while try await events.next() != nil {}
                }
                await scripted.brokenOff(1)
                let next = try await server.text(.talk("Hello!"))
                #expect(next == "OK")
            }
        }
    }

    @Test func `a server that hangs is unavailable, and not for ever`() async throws {
        let clock = ManualClock()
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            try await withClient(url, clock: clock) { server in
                await scripted.script("/health", Reply(steps: [.hold]))
                async let health = server.health()
                await scripted.held(1)
                await clock.sleepers(1)
                clock.advance(by: .seconds(10))
                let result = await health
                #expect(result == .unavailable(.silence(.seconds(10))))
                #expect(await server.health() == .ready)
            }
        }
    }

    @Test(arguments: ["/health", "/props"])
    func `a server that repeats the key is not quoted with it`(path: String) async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            try await withClient(url, configure: { $0.apiKey = "sk-very-secret" }) { server in
                await scripted.always(path, Reply.json(#"{"error":"no use for Bearer sk-very-secret"}"#, status: 500))
                for health in [await server.health(), await server.health()] {
                    #expect(!"\(health)".contains("sk-very-secret"))
                }
            }
        }
    }

    @Test func `loading is told, and its end is seen`() async throws {
        let loading = Reply.json(#"{"error":{"message":"Loading model","code":503}}"#, status: 503)
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            try await withClient(url) { server in
                await scripted.script("/health", loading, loading)
                #expect(await server.health() == .loading)
                #expect(await server.failure() == .loading)
                #expect(await server.health() == .ready)
                await scripted.script("/health", loading)
                #expect(await server.health() == .loading)
                let description = try await server.description()
                #expect(description.slots == 4)
            }
        }
    }
}
