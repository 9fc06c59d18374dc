import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// Answers wait for Telegram for as long as it is away, and nothing is tried for ever.
@Suite(.timeLimit(.minutes(10))) struct TelegramOutageTests {
    @Test(arguments: [Outage.refusal, .drop, .silence, .badGateway])
    func anAnswerWaitsForTelegram(outage: Outage) async throws {
        try await StreamingScene.run(.off) { scene in
            try await scene.withBot {
                await scene.server.script(
                    "/v1/chat/completions",
                    .init(steps: [.hold] + ScriptedLlamaServer.Reply.chat("late").steps)
                )
                let question = await scene.anna.send("hi")
                await scene.server.held(1)
                await scene.sandbox.setOutage(outage)
                await scene.server.release()
                // The first pause before something is tried again.
                if outage != .silence { await scene.clock.sleeper(for: .seconds(1)) }
                // Written while Telegram is away, it comes when it is back.
                await scene.anna.send("and?")
                try await scene.whileTimePasses {
                    await scene.sandbox.setOutage(nil)
                    _ = try await scene.anna.reply(after: question) { $0.text == "OK" }
                }
            }
            #expect(await scene.anna.messages().filter(\.isFromBot).map(\.text) == ["late", "OK"])
        }
    }

    /// A proxy on the way to Telegram takes this message no better the next time.
    @Test func whatAProxyRefusesIsNotTriedForEver() async throws {
        try await StreamingScene.run(.off) { scene in
            await scene.sandbox.inject(
                .garbage(status: 413, body: "<html>Too large</html>"),
                on: "sendMessage",
                times: 11
            )
            try await scene.withBot {
                try await scene.whileTimePasses {
                    let question = await scene.anna.send("hi")
                    await scene.anna.send("/help")
                    let help = Words(language: .en).help
                    _ = try await scene.anna.reply(after: question) { $0.text == help }
                }
            }
            #expect(await scene.anna.messages().filter(\.isFromBot).count == 1)
            #expect(scene.bot.errors.contains { $0.contains("413") })
        }
    }

    /// A proxy that refuses a message once, after Telegram was away for long, is no reason to give it up.
    @Test func oneRefusalByAProxyAfterALongOutageIsNotTheLast() async throws {
        try await StreamingScene.run(.off) { scene in
            await scene.sandbox.inject(
                .garbage(status: 502, body: "<html>Bad Gateway</html>"),
                on: "sendMessage",
                times: 12
            )
            await scene.sandbox.inject(.garbage(status: 403, body: "<html>Forbidden</html>"), on: "sendMessage")
            try await scene.withBot {
                try await scene.whileTimePasses {
                    let question = await scene.anna.send("hi")
                    try await #expect(scene.anna.replies(after: question).map(\.text) == ["OK"])
                }
            }
            #expect(scene.bot.lines.contains { $0.contains("403") })
        }
    }
}
