import LlamaServerTesting
import TelegramSandbox
import Testing

@testable import ChatBot

/// A question that brings the bot down each time is not tried for ever.
@Suite(.timeLimit(.minutes(10))) struct PoisonTests {
    @Test func aQuestionThatIsBegunTooOftenIsGivenUp() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let database = try BotDatabase(path: ":memory:")
                let bot = RunningBot(llamaURL: url, isHurried: true, database: database)
                await server.script("/v1/chat/completions", .init(steps: [.hold]))
                let question = try await bot.run(on: sandbox) {
                    let question = await anna.send("hi")
                    await server.held(1)
                    return question
                }
                // Each of these is a process that died while it was answered.
                let turn = try #require(try await database.openTurns().first)
                for _ in 1...10 { _ = try await database.begin(turn) }
                try await bot.run(on: sandbox) {
                    let reply = try await anna.replies(after: question)[0]
                    #expect(reply.text == Words(language: .en).modelUnavailable)
                    try await #expect(anna.ask("and?").text == "OK")
                }
                #expect(try await database.state(of: turn) == .failed)
            }
        }
    }
}
