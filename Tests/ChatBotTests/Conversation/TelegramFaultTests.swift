import LlamaServerTesting
import TelegramBotAPI
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// What chatters get when Telegram, or the way to it, fails.
@Suite(.timeLimit(.minutes(10))) struct TelegramFaultTests {
    private func withScene(
        clock: any Clock<Duration> = ContinuousClock(),
        _ body: @Sendable (TelegramSandbox, _ anna: Person, ScriptedLlamaServer, RunningBot) async throws -> Void
    ) async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                try await body(sandbox, anna, server, RunningBot(llamaURL: url, clock: clock))
            }
        }
    }

    @Test func aFloodLimitIsWaitedOutForThatChatAlone() async throws {
        let clock = ManualClock()
        try await withScene(clock: clock) { sandbox, anna, server, bot in
            let boris = await sandbox.person(firstName: "Boris")
            try await bot.run(on: sandbox) {
                _ = try await anna.ask("/help")
                await sandbox.inject(.tooManyRequests(retryAfter: 3600), on: "sendMessage")
                let question = await anna.send("hi")
                try await sandbox.waitForCalls(of: "sendMessage", count: 2)
                try await #expect(boris.ask("hi").text == "OK")
                #expect(await sandbox.callCount(of: "sendMessage") == 3)
                await clock.sleeper(for: .seconds(3600))
                clock.advance(by: .seconds(3599))
                try await #expect(boris.ask("/help").text == Words(language: .en).help)
                #expect(await anna.messages().last?.messageID == question)
                clock.advance(by: .seconds(1))
                try await #expect(anna.replies(after: question).map(\.text) == ["OK"])
            }
        }
    }

    @Test(arguments: [
        Fault.refusal(errorCode: 500, description: "Internal Server Error"),
        .garbage(status: 502, body: "<html>Bad Gateway</html>"), .dropBefore,
    ])
    func aFailedSendIsRepeated(fault: Fault) async throws {
        let clock = ManualClock()
        try await withScene(clock: clock) { sandbox, anna, server, bot in
            try await bot.run(on: sandbox) {
                _ = try await anna.ask("/help")
                await sandbox.inject(fault, on: "sendMessage", times: 3)
                let question = await anna.send("hi")
                for seconds in [1, 2, 4] {
                    await clock.sleeper(for: .seconds(seconds))
                    clock.advance(by: .seconds(seconds))
                }
                try await #expect(anna.replies(after: question).map(\.text) == ["OK"])
            }
            #expect(bot.errors.isEmpty)
        }
    }

    @Test func aPersonWhoBlocksTheBotStopsNobodyElse() async throws {
        try await withScene { sandbox, anna, server, bot in
            let boris = await sandbox.person(firstName: "Boris")
            try await bot.run(on: sandbox) {
                await server.script(
                    "/v1/chat/completions",
                    .init(steps: [.hold, ScriptedLlamaServer.Reply.chatStart, ScriptedLlamaServer.Reply.chatEnd])
                )
                await anna.send("hi")
                await server.held(1)
                await anna.setBlocked(true)
                await server.release()
                try await #expect(boris.ask("hi").text == "OK")
                // The answer to Boris, and the refused one.
                try await sandbox.waitForFinishedCalls(of: "sendMessage", count: 2)
                await anna.setBlocked(false)
                try await #expect(anna.ask("hi again").text == "OK")
            }
        }
    }

    @Test func aChatInFloodControlIsLeftAloneAltogether() async throws {
        let clock = ManualClock()
        try await withScene(clock: clock) { sandbox, anna, server, bot in
            try await bot.run(on: sandbox) {
                let answer = try await anna.ask("hi")
                await sandbox.inject(.tooManyRequests(retryAfter: 100), on: "sendMessage")
                await anna.send("hi")
                await clock.sleeper(for: .seconds(100))
                let before = await (sandbox.callCount(of: "sendMessage"), sandbox.callCount(of: "sendChatAction"))
                // The button goes another way than the messages, and its answer waits with them.
                try await anna.press("🔄 Reset context", onMessage: answer.messageID)
                try await sandbox.waitForCalls(of: "answerCallbackQuery")
                clock.advance(by: .seconds(50))
                await clock.sleeper(for: .seconds(50))
                #expect(await sandbox.callCount(of: "sendMessage") == before.0)
                #expect(await sandbox.callCount(of: "sendChatAction") == before.1)
                clock.advance(by: .seconds(50))
                // After a flood wait the chat is written to once a second.
                await clock.sleeper(for: .seconds(1))
                clock.advance(by: .seconds(1))
                let texts = try await anna.replies(2, after: answer.messageID + 1).map(\.text)
                #expect(texts.sorted() == ["OK", Words(language: .en).contextReset].sorted())
            }
        }
    }

    @Test func nothingIsGeneratedForWhoHasBlockedTheBot() async throws {
        try await withScene { sandbox, anna, server, bot in
            let boris = await sandbox.person(firstName: "Boris")
            try await bot.run(on: sandbox) {
                await server.script(
                    "/v1/chat/completions",
                    .init(steps: [
                        .hold, ScriptedLlamaServer.Reply.chatStart, ScriptedLlamaServer.Reply.chatDelta("OK"),
                        ScriptedLlamaServer.Reply.chatEnd,
                    ])
                )
                await anna.send("one")
                await server.held(1)
                for text in ["two", "three", "four"] { await anna.send(text) }
                // By the time that this is answered, everything has been taken in.
                _ = try await boris.ask("/help")
                await anna.setBlocked(true)
                await server.release()
                _ = try await boris.ask("hi")
                // Two of them were answers to Boris, and one was refused.
                try await sandbox.waitForFinishedCalls(of: "sendMessage", count: 3)
                await anna.setBlocked(false)
                try await #expect(anna.ask("five").text == "OK")
                let asked = try await server.requests.filter { $0.path == "/v1/chat/completions" }
                    .map { try ContextTests.messages(of: $0).last?.content }
                #expect(asked.compactMap(\.self).sorted() == ["five", "hi", "one"])
            }
        }
    }

    /// To send again what was sent would show it twice.
    @Test func aMessageWhoseResultCannotBeReadIsSentOnce() async throws {
        try await withScene { sandbox, anna, _, bot in
            try await bot.run(on: sandbox) {
                _ = try await anna.ask("/help")
                let unreadable = Fault.garbage(status: 200, body: #"{"ok":true,"result":{"message":"sent"}}"#)
                await sandbox.inject(unreadable, on: "sendMessage")
                await anna.send("hi")
                try await #expect(anna.ask("again").text == "OK")
                #expect(await sandbox.callCount(of: "sendMessage") == 3)
            }
        }
    }

    @Test func aTopicThatIsGoneIsLeft() async throws {
        try await withScene { sandbox, anna, server, bot in
            let forum = await sandbox.group(title: "Forum", members: [anna], isForum: true)
            let topic = await sandbox.topic(name: "A", in: forum)
            try await bot.run(on: sandbox) {
                await sandbox.inject(
                    .refusal(errorCode: 400, description: "Bad Request: message thread not found"),
                    on: "sendMessage"
                )
                let question = await anna.send("/help", in: forum, messageThreadID: topic)
                let reply = try await anna.replies(after: question, in: forum)[0]
                #expect(reply.text == Words(language: .en).help)
                #expect(reply.messageThreadID != topic)
            }
        }
    }

    @Test func aWrongTokenEndsTheBotAndIsNotShown() async throws {
        try await withScene { sandbox, _, _, bot in
            await sandbox.inject(.refusal(errorCode: 401, description: "Unauthorized"), on: "getMe")
            let error = await #expect(throws: (any Error).self) {
                try await bot.run(on: sandbox)
            }
            #expect("\(String(describing: error))".contains("401"))
            #expect("\(String(describing: error)) \(bot.lines)".contains(sandbox.botToken) == false)
        }
    }

    /// Nobody would notice a bot that lives on without hearing anything.
    @Test func aTokenThatIsRevokedWhileTheBotRunsEndsIt() async throws {
        try await withScene { sandbox, anna, _, bot in
            let ended = Task { try await bot.run(on: sandbox) }
            _ = try await anna.replies(after: anna.send("/help"))
            await sandbox.inject(.refusal(errorCode: 401, description: "Unauthorized"), on: "getUpdates", times: 100)
            await anna.send("hi")
            let error = await #expect(throws: BotAPIError.self) { try await ended.value }
            #expect(error?.refusal?.errorCode == 401)
        }
    }

    @Test func everyButtonIsAnswered() async throws {
        try await withScene { sandbox, anna, _, bot in
            try await bot.run(on: sandbox) {
                _ = try await anna.ask("hi")
                let query = try await anna.press("🔄 Reset context")
                try await sandbox.waitForCalls(of: "answerCallbackQuery")
                #expect(await sandbox.calls(of: "answerCallbackQuery")[0].parameters.contains(query))
            }
        }
    }

    @Test func typingIsShownWhileTheModelWorks() async throws {
        let clock = ManualClock()
        try await withScene(clock: clock) { sandbox, anna, server, bot in
            var bot = bot
            bot.configuration.streaming = .off
            try await bot.run(on: sandbox) {
                await server.script(
                    "/v1/chat/completions",
                    .init(steps: [
                        ScriptedLlamaServer.Reply.chatStart, .hold, ScriptedLlamaServer.Reply.chatDelta("done"),
                        ScriptedLlamaServer.Reply.chatEnd,
                    ])
                )
                let question = await anna.send("hi")
                await server.held(1)
                for count in 1...3 {
                    try await sandbox.waitForCalls(of: "sendChatAction", count: count)
                    await clock.sleeper(for: .seconds(4))
                    clock.advance(by: .seconds(4))
                }
                await server.release()
                try await #expect(anna.replies(after: question)[0].text == "done")
                let calls = await sandbox.callCount(of: "sendChatAction")
                clock.advance(by: .seconds(8))
                try await #expect(anna.ask("/help").text == Words(language: .en).help)
                #expect(await sandbox.callCount(of: "sendChatAction") == calls)
            }
        }
    }

    @Test func noCallHasAParameterThatTelegramDoesNotKnow() async throws {
        try await withScene { sandbox, anna, _, bot in
            let group = await sandbox.group(title: "G", members: [anna])
            try await bot.run(on: sandbox) {
                _ = try await anna.ask("hi")
                _ = try await anna.ask("/start", in: group)
                try await anna.press("🔄 Reset context")
                try await sandbox.waitForCalls(of: "answerCallbackQuery")
                try await sandbox.waitForCalls(of: "setMyCommands", count: 3)
            }
            for call in await sandbox.calls {
                #expect(call.unknownParameters.isEmpty, "\(call.method)")
                #expect(call.status == 200 || call.method == "getUpdates", "\(call.method): \(call.parameters)")
            }
        }
    }
}
