import LlamaServerTesting
import Testing

@testable import LocalAIChat

@Suite("The check of the bot's own logic", .timeLimit(.minutes(10))) struct LogicCheckTests {
    @Test("A server that says nothing: the bot says that it can't answer, in time")
    func silentServer() async throws {
        let llama = ScriptedLlamaServer()
        let result = try await llama.run { llamaURL in
            for path in ["/health", "/props", "/v1/models", "/", "/openapi.json", "/v1/chat/completions"] {
                await llama.always(path, .init(steps: [.hold]))
            }
            var settings = Settings()
            settings.llamaServerURL = llamaURL
            return try await LogicCheck(settings: settings, isServerReady: false, modelPatience: .seconds(50)).run()
        }
        #expect(!result.isFailure, "\(result.detail)")
        #expect(result.detail == "without the server, the bot says so politely")
    }

    private func check(requestTimeout: Duration, modelPatience: Duration) async throws -> CheckResult {
        let llama = ScriptedLlamaServer()
        return try await llama.run { llamaURL in
            await llama.always("/v1/chat/completions", .init(steps: [.hold]))
            var settings = Settings()
            settings.llamaServerURL = llamaURL
            settings.requestTimeout = requestTimeout
            return try await LogicCheck(settings: settings, isServerReady: true, modelPatience: modelPatience).run()
        }
    }

    @Test(
        "A model that is too slow is no fault of the bot",
        arguments: [
            (Duration.seconds(300), Duration.seconds(2)),
            // The bot gives up first, because its owner said so.
            (.milliseconds(200), .seconds(50)),
        ]
    )
    func slowModel(requestTimeout: Duration, modelPatience: Duration) async throws {
        let result = try await check(requestTimeout: requestTimeout, modelPatience: modelPatience)
        #expect(result.isFailure)
        #expect(result.detail.hasPrefix("the model is too slow"), "\(result.detail)")
        #expect(result.advice?.contains("smaller model") == true)
    }
}
