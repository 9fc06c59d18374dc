import Foundation
import LlamaServer
import LlamaServerTesting
import TestClocks
import Testing

/// What `llama-server` doesn't tell, and is learned from what it does.
@Suite("Contexts and slots of the real server", .tags(.realServer), .timeLimit(.minutes(5)))
struct RealContextTests {
    /// About 470 tokens.
    private func long(_ name: String) -> AnswerRequest {
        AnswerRequest(
            messages: [
                .init(
                    role: .user,
                    content: "My name is \(name). " + String(repeating: "\(name) likes words. ", count: 40)
                )
            ],
            sampling: Sampling(nPredict: 3, temperature: 0),
            conversation: name
        )
    }

    private func ask(_ server: LlamaServer, _ names: [String]) async throws {
        for name in names { _ = try await server.text(long(name)) }
    }

    @Test func `separate contexts are known by what they hold`() async throws {
        try await RealLlamaServer.llamaCpp.run(contextSize: 2048, slots: 2) { url in
            try await withClient(url) { server in
                #expect(server.answersAtOnce == 1, "nothing is known yet")
                #expect(server.sharedContextSize == nil)
                let description = try await server.description()
                #expect(description.contextSize == 1024)
                #expect(description.sharedContextSize == 1024, "it might be")
                #expect(server.answersAtOnce == 2)
                try await ask(server, ["Anna", "Bob"])
                #expect(server.sharedContextSize == 1024, "one context could hold both")
                // The slots hold the first and the last then, or the last two: more than 1024 tokens in any case.
                let request = AnswerRequest(
                    messages: long("Anna").messages + long("Bob").messages,
                    sampling: Sampling(nPredict: 3),
                    conversation: "both"
                )
                _ = try await server.text(request)
                try await until { server.sharedContextSize == nil }
                #expect(try await server.description().sharedContextSize == nil)
            }
        }
    }

    @Test func `a shared context is never taken for separate ones, and bursts`() async throws {
        try await RealLlamaServer.llamaCpp.run(
            model: "random.gguf",
            contextSize: 1024,
            slots: 2,
            options: [.sharedContext]
        ) { url in
            try await withClient(url) { server in
                let description = try await server.description()
                #expect(description.contextSize == 1024)
                #expect(description.sharedContextSize == 1024)
                try await ask(server, ["Anna", "Bob", "Carl", "Dora", "Anna", "Bob", "Carl", "Dora"])
                async let first = server.failure(.talk("Hello!", nPredict: 1000))
                async let second = server.failure(.talk("Hello, you!", nPredict: 1000))
                let errors = await [first, second]
                let burst = LlamaServerError.contextTooLong(promptTokens: nil, contextSize: nil)
                #expect(errors.contains(burst), "together they need more than there is")
                #expect(errors.allSatisfy { $0 == nil || $0 == burst })
                #expect(server.sharedContextSize == 1024)
            }
        }
    }

    @Test(arguments: [[], [.noPromptCache]] as [Set<RealLlamaServer.Option>])
    func `two conversations in turns keep what was read`(options: Set<RealLlamaServer.Option>) async throws {
        try await RealLlamaServer.llamaCpp.run(contextSize: 4096, slots: 2, options: options) { url in
            try await withClient(url) { server in
                // The more two conversations have in common, the more often a server without a cache mixes them up.
                let system = ChatMessage(role: .system, content: String(repeating: "You are kind. ", count: 30))
                var talks = ["Anna": [system], "Bob": [system]]
                var read: [Int] = []
                for turn in 0..<12 {
                    for name in ["Anna", "Bob"] {
                        var messages = talks[name] ?? []
                        let question = String(repeating: "My name is \(name), and it is turn \(turn). ", count: 4)
                        messages.append(.init(role: .user, content: question))
                        let request = AnswerRequest(
                            messages: messages,
                            sampling: Sampling(nPredict: 20, temperature: 0),
                            conversation: name
                        )
                        let (events, error) = await events(of: server.answer(to: request))
                        #expect(error == nil)
                        read.append(events.end?.timings?.promptTokens ?? 10_000)
                        talks[name] = messages + [.init(role: .assistant, content: events.text)]
                    }
                }
                print("prompt tokens read, turn by turn: \(read)")
                #expect(read.suffix(12).allSatisfy { $0 < 150 }, "\(read): only what is new")
            }
        }
    }
}
