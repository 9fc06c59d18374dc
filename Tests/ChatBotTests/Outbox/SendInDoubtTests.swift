import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// A message of which Telegram has not said whether it was sent comes once all the same.
@Suite(.timeLimit(.minutes(10))) struct SendInDoubtTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var fault: Fault
        var streaming = Streaming.off
        var format = ReplyFormat.entities
        var maxMessages = 5
        var answer = "OK"
        /// Of which call the answer is lost.
        var method = "sendMessage"
        var isFound: Bool
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "arrived", fault: .dropAfter, isFound: true),
        Case(name: "lost", fault: .dropBefore, isFound: false),
        Case(name: "502", fault: .garbage(status: 502, body: "<html>Bad Gateway</html>"), isFound: false),
        Case(name: "500", fault: .refusal(errorCode: 500, description: "Internal Server Error"), isFound: false),
        Case(name: "preview arrived", fault: .dropAfter, streaming: .edit, isFound: true),
        Case(name: "preview lost", fault: .dropBefore, streaming: .edit, isFound: false),
        Case(name: "rich arrived", fault: .dropAfter, format: .rich, method: "sendRichMessage", isFound: true),
        Case(name: "rich lost", fault: .dropBefore, format: .rich, method: "sendRichMessage", isFound: false),
        Case(
            name: "file arrived",
            fault: .dropAfter,
            maxMessages: 1,
            answer: String(repeating: "word ", count: 2000),
            method: "sendDocument",
            isFound: true
        ),
        Case(
            name: "file lost",
            fault: .dropBefore,
            maxMessages: 1,
            answer: String(repeating: "word ", count: 2000),
            method: "sendDocument",
            isFound: false
        ),
    ]

    @Test(arguments: cases)
    func aMessageInDoubtComesOnce(test: Case) async throws {
        try await StreamingScene.run(test.streaming) {
            $0.replyFormat = test.format
            $0.maxMessages = test.maxMessages
        } _: { scene in
            await scene.server.script("/v1/chat/completions", .chat(test.answer), .chat("next"))
            await scene.sandbox.inject(test.fault, on: test.method)
            try await scene.withBot {
                try await scene.whileTimePasses {
                    let question = await scene.anna.send("hi")
                    await scene.anna.send("and?")
                    _ = try await scene.anna.reply(after: question) { message in
                        message.text == "next" && message.buttons == [[Words(language: .en).resetContext]]
                    }
                }
            }
            try await expectOneAnswer(in: scene, count: test.maxMessages == 1 ? 3 : 2, isFound: test.isFound)
        }
    }

    /// The bot is stopped before it can look, and looks when it runs again.
    @Test(arguments: [true, false])
    func aMessageInDoubtComesOnceAfterARestart(isFound: Bool) async throws {
        try await StreamingScene.run(.off) { scene in
            await scene.server.script("/v1/chat/completions", .chat("first"), .chat("next"))
            await scene.sandbox.inject(isFound ? .dropAfter : .dropBefore, on: "sendMessage")
            let question = try await scene.bot.run(on: scene.sandbox) {
                let question = await scene.anna.send("hi")
                // The pause before the next attempt.
                await scene.clock.sleeper(for: .seconds(1))
                return question
            }
            try await scene.withBot {
                try await scene.whileTimePasses {
                    await scene.anna.send("and?")
                    _ = try await scene.anna.reply(after: question) { $0.text == "next" }
                }
            }
            try await expectOneAnswer(in: scene, count: 2, isFound: isFound)
        }
    }

    /// A restart does not forget how far Telegram has counted: the answer is far behind its question by then.
    @Test func aMessageInDoubtIsLookedForBehindWhatOthersWereSentBeforeTheRestart() async throws {
        try await StreamingScene.run(.off) { scene in
            let ivan = await scene.sandbox.person(firstName: "Ivan")
            await scene.server.script("/v1/chat/completions", .chat("to Anna"))
            let question = try await scene.bot.run(on: scene.sandbox) {
                await scene.sandbox.inject(.tooManyRequests(retryAfter: 1000), on: "sendMessage")
                let question = await scene.anna.send("hi")
                try await scene.sandbox.waitForFinishedCalls(of: "sendMessage")
                try await scene.whileTimePasses {
                    for _ in 1...10 { try await #expect(ivan.ask("/help").text == Words(language: .en).help) }
                }
                return question
            }
            // It arrives, and the bot is stopped before it can look.
            try await scene.withBot {
                await scene.sandbox.inject(.dropAfter, on: "sendMessage")
                await scene.clock.sleeper(for: .seconds(1))
            }
            try await scene.withBot {
                try await scene.whileTimePasses {
                    await scene.anna.send("and?")
                    _ = try await scene.anna.reply(after: question) { $0.text == "OK" }
                }
            }
            #expect(await scene.anna.messages().filter(\.isFromBot).map(\.text) == ["to Anna", "OK"])
        }
    }

    /// Neither what people write meanwhile nor what others are sent is taken for it.
    @Test func othersWriteMeanwhile() async throws {
        try await StreamingScene.run(.off) { scene in
            let ivan = await scene.sandbox.person(firstName: "Ivan")
            let answers = ["to Anna", "to Ivan", "to Anna again"].map { ScriptedLlamaServer.Reply.chat($0) }
            for answer in answers { await scene.server.script("/v1/chat/completions", answer) }
            try await scene.withBot {
                await scene.sandbox.inject(.dropAfter, on: "sendMessage")
                let question = await scene.anna.send("hi")
                await scene.clock.sleeper(for: .seconds(1))
                await scene.anna.send("again")
                let other = await ivan.send("hi")
                try await #expect(ivan.replies(after: other).map(\.text) == ["to Ivan"])
                try await scene.whileTimePasses {
                    _ = try await scene.anna.replies(2, after: question)
                    try await #expect(scene.anna.ask("and?").text == "OK")
                }
            }
            let texts = await scene.anna.messages().filter(\.isFromBot).map(\.text)
            #expect(texts == ["to Anna", "to Anna again", "OK"])
        }
    }

    private func expectOneAnswer(in scene: StreamingScene, count: Int, isFound: Bool) async throws {
        let messages = await scene.anna.messages().filter(\.isFromBot)
        #expect(messages.count == count, "\(messages.map(\.text))")
        let database = try #require(scene.bot.database)
        let tallies = try await database.tallies()
        #expect(tallies == [.sendsInDoubt: 1, isFound ? .foundAgain : .sentAgain: 1])
    }
}
