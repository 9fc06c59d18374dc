import Foundation
import LlamaServerTesting
import TestClocks
import Testing

@testable import LlamaServer

private typealias Reply = ScriptedLlamaServer.Reply
private let chat = "/v1/chat/completions"

@Suite("What is learned of a server's slots", .timeLimit(.minutes(5)))
struct CapacityTests {
    private static let burst = Reply(steps: [
        Reply.chatDelta("a"), .hold,
        .bytes("data: {\"error\":{\"code\":500,\"message\":\"Context size has been exceeded.\"}}\n\n"),
    ])

    private func end(read: Int, reused: Int, written: Int = 10) -> Reply {
        let figures = "{\"prompt_n\":\(read),\"cache_n\":\(reused),\"predicted_n\":\(written)}"
        let choices = #""choices":[{"finish_reason":"stop","delta":{"content":"OK"}}]"#
        return Reply(steps: [.bytes("data: {\(choices),\"timings\":\(figures)}\n\ndata: [DONE]\n\n")])
    }

    private func request(_ conversation: String) -> AnswerRequest {
        var request = AnswerRequest.talk("Hello!")
        request.conversation = conversation
        return request
    }

    @Test func `their contexts are separate if they hold more than one has, until they burst together`() async throws {
        let scripted = ScriptedLlamaServer(slots: 2, contextSize: 1000)
        try await scripted.run { url in
            // Time stands still, so that a slow machine is no reason to ask why nothing comes.
            try await withClient(url, clock: ManualClock()) { server in
                await scripted.always(
                    "/slots",
                    .json(
                        """
                        [{"is_processing":false,"n_prompt_tokens":610},{"is_processing":false,"n_prompt_tokens":610}]
                        """
                    )
                )
                for conversation in ["a", "b"] {
                    #expect(server.sharedContextSize == (conversation == "a" ? nil : 1000))
                    await scripted.script(chat, end(read: 600, reused: 0))
                    _ = try await server.text(request(conversation))
                }
                try await until { server.sharedContextSize == nil }
                #expect(server.answersAtOnce == 2)

                // Alone it is another client's doing, or the server's.
                await scripted.script(chat, Self.burst)
                async let alone = server.failure(request("a"))
                await scripted.held(1)
                await scripted.release()
                #expect(await alone == .contextTooLong(promptTokens: nil, contextSize: nil))
                #expect(server.sharedContextSize == nil)

                await scripted.script(chat, Self.burst, Self.burst)
                async let first = server.failure(request("a"))
                async let second = server.failure(request("b"))
                await scripted.held(2)
                await scripted.release()
                let errors = await [first, second]
                #expect(errors.allSatisfy { $0 == .contextTooLong(promptTokens: nil, contextSize: nil) })
                #expect(server.sharedContextSize == 1000)
                #expect(try await server.description().sharedContextSize == 1000)
            }
        }
        #expect(await scripted.requests.count { $0.path == "/slots" } == 1)
    }

    @Test func `conversations name them where prompts are lost, until the server was away`() async throws {
        let scripted = ScriptedLlamaServer(slots: 2)
        try await scripted.run { url in
            try await withClient(url) { server in
                for (conversation, reused) in [("a", 0), ("b", 0), ("a", 5), ("b", 5), ("a", 90), ("b", 90)] {
                    await scripted.script(chat, end(read: 100 - reused, reused: reused))
                    _ = try await server.text(request(conversation))
                }
                _ = try await server.text(request("a"))
                await server.note(LlamaServerError.notReachable(""))
                _ = try await server.text(request("a"))
            }
        }
        let slots = try await scripted.requests.filter { $0.path == chat }.map { try json($0.body)["id_slot"] as? Int }
        #expect(slots == [nil, nil, nil, nil, 0, 1, 0, nil])
    }

    /// A count of OpenAI's kind comes again and again from vLLM with `continuous_usage_stats`; the last one is right.
    @Test func `usage is the last that was told, and llama.cpp's own figures are better`() throws {
        func timings(_ usage: String...) throws -> Timings? {
            let events = usage.map { "data: {\"choices\":[],\($0)}\n\n" }.joined()
            let end = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            return try parse((end + events).utf8, kind: .vLLM).end.timings
        }
        let early = #""usage":{"prompt_tokens":9,"completion_tokens":1}"#
        let late = #""usage":{"prompt_tokens":9,"completion_tokens":7,"prompt_tokens_details":{"cached_tokens":4}}"#
        let own = #""timings":{"prompt_n":3,"cache_n":6,"predicted_n":8,"prompt_per_second":0.5}"#
        #expect(try timings(early, late) == Timings(promptTokens: 5, cachedTokens: 4, predictedTokens: 7))
        #expect(
            try timings(own, early)
                == Timings(promptTokens: 3, cachedTokens: 6, predictedTokens: 8, promptPerSecond: 0.5)
        )
        #expect(try timings(#""usage":null"#) == nil)
    }
}
