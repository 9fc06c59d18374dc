import Foundation
import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// A bot that is stopped takes up its work when it runs again.
@Suite(.timeLimit(.minutes(10))) struct RestartTests {
    typealias Reply = ScriptedLlamaServer.Reply

    @Test func whatWasBeingAnsweredIsAnsweredOnceAfterTheStart() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(llamaURL: url, isHurried: true, database: try BotDatabase(path: ":memory:"))
                await server.script("/v1/chat/completions", Reply(steps: [Reply.chatStart, .hold]))
                let first = try await bot.run(on: sandbox) {
                    let first = await anna.send("first")
                    await anna.send("second")
                    await server.held(1)
                    // The second message is in the database when the third has been asked for.
                    try await sandbox.waitForCalls(of: "getUpdates", count: 2)
                    return first
                }
                await server.script("/v1/chat/completions", .chat("to the first"), .chat("to the second"))
                try await bot.run(on: sandbox) {
                    let answers = try await anna.replies(2, after: first)
                    #expect(answers.map(\.text) == ["to the first", "to the second"])
                    try await #expect(anna.ask("third").text == "OK")
                }
                let answers = await anna.messages().filter(\.isFromBot)
                #expect(answers.map(\.text) == ["to the first", "to the second", "OK"])
            }
        }
    }

    @Test func anAnswerThatWaitedForTelegramIsDeliveredAfterTheStart() async throws {
        let clock = ManualClock()
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(
                    llamaURL: url,
                    isHurried: true,
                    database: try BotDatabase(path: ":memory:"),
                    clock: clock
                )
                await server.script("/v1/chat/completions", .chat("generated once"))
                await sandbox.inject(.tooManyRequests(retryAfter: 1000), on: "sendMessage")
                let question = try await bot.run(on: sandbox) {
                    let question = await anna.send("hi")
                    try await sandbox.waitForCalls(of: "sendMessage")
                    return question
                }
                try await bot.run(on: sandbox) {
                    try await #expect(anna.replies(after: question).map(\.text) == ["generated once"])
                }
            }
        }
    }

    /// Telegram has the message, and takes its time to say so: the bot waits for that when it is stopped.
    @Test func aMessageThatIsBeingSentAtTheStopIsNotSentAgain() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                // With a clock that stands still, the grace is never over.
                let bot = RunningBot(
                    llamaURL: url,
                    isHurried: true,
                    database: try BotDatabase(path: ":memory:"),
                    clock: ManualClock()
                )
                await sandbox.inject(.hold, on: "sendMessage")
                let question = try await bot.run(on: sandbox, whileStopping: { await sandbox.releaseHeldCalls() }) {
                    let question = await anna.send("hi")
                    try await sandbox.waitForCalls(of: "sendMessage")
                    return question
                }
                #expect(await anna.messages().last?.text == "OK")
                try await bot.run(on: sandbox) {
                    try await #expect(anna.ask("/help").text == Words(language: .en).help)
                }
                let answers = await anna.messages().filter { $0.isFromBot && $0.messageID > question }
                #expect(answers.map(\.text) == ["OK", Words(language: .en).help])
            }
        }
    }

    @Test func whatWasWrittenWhileTheBotWasAwayIsAnswered() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let question = await anna.send("anyone there?")
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    try await #expect(anna.replies(after: question).map(\.text) == ["OK"])
                }
            }
        }
    }
}
