import LlamaServer
import LlamaServerTesting
import TestClocks
import Testing

@Suite("Waiting for the only slot of the real server", .tags(.realServer), .timeLimit(.minutes(5)))
struct RealWaitingTests {
    /// No sleep that the tests wait for is ever as long as what is left of it.
    private static let limit = Duration.seconds(61)

    /// Keeps the only slot of the server busy, as another client, while `body` runs.
    private func whileBusy<R: Sendable>(_ url: String, _ body: @Sendable () async throws -> R) async throws -> R {
        try await withClient(url) { other in
            for try await event in other.answer(to: .talk("Hello!")) {
                if case .text = event { return try await body() }
            }
            throw LlamaServerError.busy
        }
    }

    @Test func `is told once, is no silence, and ends with the answer`() async throws {
        try await RealLlamaServer.llamaCpp.run(model: "random.gguf", options: [.endless]) { url in
            let clock = ManualClock()
            try await withClient(url, clock: clock, configure: { $0.requestTimeout = Self.limit }) { server in
                _ = try await server.description()
                let answer = try await whileBusy(url) {
                    let answer = Task { await events(of: server.answer(to: .talk("Hello, you!", nPredict: 3))) }
                    // Three times the limit.
                    await pass([2, 4, 8] + Array(repeating: 15, count: 12), on: clock, during: answer)
                    return answer
                }
                let (heard, error) = await answer.value
                #expect(error == nil)
                #expect(heard.prefix(2) == [.waiting, .started])
                #expect(heard.count { $0 == .waiting } == 1)
                #expect(heard.end?.finishReason == .length)
            }
        }
    }

    @Test func `is silence where the server is frozen`() async throws {
        try await RealLlamaServer.llamaCpp.runRestartable { process in
            let clock = ManualClock()
            try await withClient(process.url, clock: clock, configure: { $0.requestTimeout = Self.limit }) { server in
                _ = try await server.description()
                await process.suspend()
                let failure = Task { await server.failure() }
                // It is asked for its slots, then for its health, and has 10 s for each.
                await pass([2, 10, 10, 4, 10, 10, 8, 10], on: clock, during: failure)
                #expect(await failure.value == .silence(Self.limit))
                await process.resume()
                #expect(try await server.text(.talk("My name is Anna.")) == "Nice to meet you, Anna!")
            }
        }
    }
}
