import Foundation
import LlamaServerTesting
import Testing

@testable import LlamaServer

private typealias Reply = ScriptedLlamaServer.Reply
private let chat = "/v1/chat/completions"

@Suite("Reading in advance", .timeLimit(.minutes(10)))
struct WarmUpTests {
    private let history = [
        ChatMessage(role: .system, content: "S"), ChatMessage(role: .user, content: "U"),
        ChatMessage(role: .assistant, content: "A"),
    ]
    private static let end = Reply(steps: [
        Reply.chatDelta("x"),
        .bytes(
            #"data: {"choices":[{"finish_reason":"length","delta":{}}],"timings":{"prompt_n":40,"cache_n":2,"predicted_n":1,"prompt_per_second":80.5,"predicted_per_second":0}}"#
                + "\n\ndata: [DONE]\n\n"
        ),
    ])

    @Test func `is a prompt like the next one, of which one token is written`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always(chat, Self.end)
            try await withClient(url) { server in
                let timings = try await server.warmUp(history, conversation: "c")
                #expect(timings?.promptTokens == 40)
                #expect(timings?.cachedTokens == 2)
                #expect(timings?.promptPerSecond == 80.5)
                #expect(timings?.predictedPerSecond == nil)
                _ = try await server.warmUp(Array(history.prefix(2)), conversation: "c")
                #expect(try await server.warmUp([], conversation: "c") == nil)
            }
        }
        let requests = await scripted.requests.filter { $0.path == chat }
        #expect(requests.count == 2)
        #expect(
            try json(requests[0].body)
                == json(
                    """
                    {"messages":[{"role":"system","content":"S"},{"role":"user","content":"U"},
                    {"role":"assistant","content":"A"},{"role":"user","content":"."}],
                    "stream":true,"max_tokens":1,"cache_prompt":true,"return_progress":true}
                    """
                )
        )
        let second = try json(requests[1].body)
        #expect((second["messages"] as? [Any])?.count == 2, "a person has the last word already")
    }

    @Test func `does not wait for a turn, and gives it back`() async throws {
        let scripted = ScriptedLlamaServer(slots: 1)
        try await scripted.run { url in
            try await withClient(url) { server in
                await scripted.script(chat, Reply(steps: [Reply.chatDelta("a"), .hold, Reply.chatEnd]))
                let answer = Task { try await server.text(.talk("Hello!")) }
                await scripted.held(1)
                #expect(try await server.warmUp(history, conversation: nil) == nil)
                await scripted.release()
                _ = try await answer.value
                #expect(try await server.warmUp(history, conversation: nil) != nil)
                #expect(try await server.text(.talk("Hello!")) == "OK")
            }
        }
        #expect(await scripted.requests.count { $0.path == chat } == 3)
    }

    @Test(arguments: [[.hold], [Reply.chatStart, .hold]])
    fileprivate func `ends at once when it is cancelled, and its turn is free`(steps: [Reply.Step]) async throws {
        let scripted = ScriptedLlamaServer(slots: 1)
        try await scripted.run { url in
            try await withClient(url) { server in
                await scripted.script(chat, Reply(steps: steps))
                let warmUp = Task { try await server.warmUp(history, conversation: nil) }
                await scripted.held(1)
                warmUp.cancel()
                await scripted.brokenOff(1)
                await #expect(throws: CancellationError.self) { try await warmUp.value }
                let text = try await server.text(.talk("Hello!"))
                #expect(text == "OK")
            }
        }
    }

    @Test func `is not asked of llama-cpp-python`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.beLlamaCppPython()
            try await withClient(url) { server in
                let timings = try await server.warmUp(history, conversation: nil)
                #expect(timings == nil)
            }
        }
        #expect(await !scripted.requests.contains { $0.path == chat })
    }
}
