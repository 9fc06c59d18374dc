import LlamaServer
import LlamaServerTesting
import Testing

@Suite("Prompts of the real servers, before they are needed", .tags(.realServer), .timeLimit(.minutes(5)))
struct RealPromptTests {
    /// A conversation of so many exchanges.
    private func talk(_ exchanges: Int) -> [ChatMessage] {
        [ChatMessage(role: .system, content: "You are a helpful assistant.")]
            + (0..<exchanges).flatMap {
                [
                    ChatMessage(role: .user, content: "My name is Anna, number \($0)."),
                    ChatMessage(role: .assistant, content: "Nice to meet you, Anna!"),
                ]
            }
    }

    private func question(_ messages: [ChatMessage]) -> AnswerRequest {
        AnswerRequest(
            messages: messages + [ChatMessage(role: .user, content: "What is my name?")],
            sampling: Sampling(nPredict: 8, temperature: 0),
            conversation: "c"
        )
    }

    @Test(arguments: [LlamaServerConfiguration.API.chat, .completion])
    func `are counted as they are read`(api: LlamaServerConfiguration.API) async throws {
        try await RealLlamaServer.llamaCpp.run { url in
            try await withClient(url, configure: { $0.api = api }) { server in
                for exchanges in [0, 1, 20] {
                    let request = question(talk(exchanges))
                    let count = try await server.countTokens(request.messages)
                    let (events, _) = await events(of: server.answer(to: request))
                    let timings = try #require(events.end?.timings)
                    #expect(count?.isExact == true)
                    #expect(count?.tokens == (timings.promptTokens ?? 0) + (timings.cachedTokens ?? 0))
                }
                // Longer than any context: a count is no request for an answer.
                let long = try await server.countTokens(talk(300))
                #expect((long?.tokens ?? 0) > 4096)
            }
        }
    }

    @Test func `are counted by llama-cpp-python as no shorter than they are`() async throws {
        try await RealLlamaServer.llamaCpp.run { exactURL in
            try await RealLlamaServer.llamaCppPython.run { url in
                for exchanges in [0, 1, 20] {
                    let messages = question(talk(exchanges)).messages
                    let exact = try await withClient(exactURL) { try await $0.countTokens(messages) }
                    let count = try await withClient(url) { try await $0.countTokens(messages) }
                    #expect(count?.isExact == false)
                    print("\(exchanges) exchanges: \(exact?.tokens ?? 0) tokens, estimated \(count?.tokens ?? 0)")
                    #expect((count?.tokens ?? 0) >= exact?.tokens ?? .max)
                }
            }
        }
    }

    @Test(arguments: [LlamaServerConfiguration.API.chat, .completion])
    func `read in advance are reused but for a few tokens`(api: LlamaServerConfiguration.API) async throws {
        try await RealLlamaServer.llamaCpp.run { url in
            try await withClient(url, configure: { $0.api = api }) { server in
                let history = talk(40)
                let first = try #require(try await server.warmUp(history, conversation: "c"))
                #expect((first.promptTokens ?? 0) > 1000)
                #expect((first.promptPerSecond ?? 0) > 0)
                let again = try #require(try await server.warmUp(history, conversation: "c"))
                #expect(again.promptTokens ?? 100 < 5)
                let (events, error) = await events(of: server.answer(to: question(history)))
                #expect(error == nil)
                #expect(events.text == "Your name is Anna.")
                let read = try #require(events.end?.timings?.promptTokens)
                print("read after a warm-up of \(first.promptTokens ?? 0) tokens: \(read)")
                // "What is my name?" and the marks around it.
                #expect(read < 20)
            }
        }
    }

    /// A prompt is read in small pieces here, so that there is something to cancel.
    @Test func `are given up at once, and what was read stays`() async throws {
        try await RealLlamaServer.llamaCpp.run(options: [.smallBatches]) { url in
            try await withClient(url) { server in
                let history = talk(90)
                // As a warm-up reads it, and with a way to see how far it is.
                let request = AnswerRequest(
                    messages: history + [ChatMessage(role: .user, content: ".")],
                    sampling: Sampling(nPredict: 1)
                )
                var read = 0
                for try await event in server.answer(to: request) {
                    guard case .promptProgress(let progress) = event else { continue }
                    read = progress.processed
                    if read > 100 { break }
                }
                let start = ContinuousClock.now
                let short = await events(of: server.answer(to: .talk("Hello!", nPredict: 1)))
                print("another answer was there \(ContinuousClock.now - start) after a warm-up was given up")
                #expect(short.error == nil)
                let rest = try #require(try await server.warmUp(history, conversation: nil))
                let total = (rest.promptTokens ?? 0) + (rest.cachedTokens ?? 0)
                print("\(read) of \(total) tokens were read when it was given up, \(rest.cachedTokens ?? 0) were kept")
                #expect(rest.cachedTokens ?? 0 >= read)
                #expect(rest.cachedTokens ?? 0 < total - 100, "it was not read to its end")

                let warmUp = Task { try await server.warmUp(talk(91), conversation: nil) }
                while try await !isProcessing(url) {}
                warmUp.cancel()
                await #expect(throws: CancellationError.self) { try await warmUp.value }
                let next = await events(of: server.answer(to: .talk("Hello!", nPredict: 1)))
                #expect(next.error == nil)
            }
        }
    }
}
