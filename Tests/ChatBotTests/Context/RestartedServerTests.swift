import LlamaServerTesting
import TelegramSandbox
import Testing

@testable import ChatBot

/// A server that is started again with another context while nobody asks it anything: no request tells of that.
@Suite(.timeLimit(.minutes(10))) struct RestartedServerTests {
    private func properties(contextSize: Int) -> ScriptedLlamaServer.Reply {
        .json(
            """
            {"default_generation_settings":{"n_ctx":\(contextSize)},"total_slots":1,\
            "model_alias":"scripted.gguf","model_path":"scripted.gguf","chat_template":"{{ messages }}"}
            """
        )
    }

    @Test func whatFitsIntoTheNewContextIsNotRefused() async throws {
        let server = ScriptedLlamaServer(slots: 1)
        await server.always("/props", properties(contextSize: 512))
        await server.always("/v1/chat/completions/input_tokens", .json(#"{"input_tokens":1000}"#))
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(llamaURL: url, isHurried: true)
                let long = String(repeating: "a long text ", count: 300)
                try await bot.run(on: sandbox) {
                    try await #expect(anna.ask(long).text == Words(language: .en).messageTooLong)
                    await server.always("/props", properties(contextSize: 8192))
                    try await #expect(anna.ask(long).text == "OK")
                }
            }
        }
    }
}
