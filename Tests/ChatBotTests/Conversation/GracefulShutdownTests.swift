import LlamaServerTesting
import ServiceLifecycleTestKit
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

@Suite(.timeLimit(.minutes(10))) struct GracefulShutdownTests {
    typealias Reply = ScriptedLlamaServer.Reply

    /// What cannot be kept before the end comes again, and is no reason to cut off what runs.
    @Test func aMessageThatIsJustBeingKeptCutsNoAnswerOff() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                // With a clock that stands still, the grace is never over.
                let clock = ManualClock()
                let database = try BotDatabase(path: ":memory:")
                let bot = RunningBot(
                    llamaURL: url,
                    configuration: ChatBotConfiguration(streaming: .off),
                    database: database,
                    clock: clock
                )
                await server.script(
                    "/v1/chat/completions",
                    Reply(steps: [Reply.chatStart, .hold, Reply.chatDelta("to the first"), Reply.chatEnd])
                )
                let first = await anna.send("first")
                try await testGracefulShutdown { trigger in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { try await bot.run(on: sandbox) }
                        await server.held(1)
                        let refusal = try await database.refuseChanges()
                        await anna.send("second")
                        // The pause before it is kept again.
                        await clock.sleeper(for: .seconds(1))
                        trigger.triggerGracefulShutdown()
                        try await database.takeChanges(after: refusal)
                        await server.release()
                        try await group.waitForAll()
                    }
                }
                #expect(await anna.messages().filter(\.isFromBot).map(\.text) == ["to the first"])
                try await bot.run(on: sandbox) {
                    let answers = try await anna.replies(2, after: first)
                    #expect(answers.map(\.text) == ["to the first", "OK"])
                }
            }
        }
    }

    /// What only waits for its turn would be begun in vain.
    @Test func whoWaitsForHisTurnIsAnsweredAfterTheNextStart() async throws {
        let server = ScriptedLlamaServer(slots: 1)
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let boris = await sandbox.person(firstName: "Boris")
                // With a clock that stands still, the grace is never over.
                let bot = RunningBot(
                    llamaURL: url,
                    configuration: ChatBotConfiguration(streaming: .off),
                    database: try BotDatabase(path: ":memory:"),
                    clock: ManualClock(),
                    llamaClock: ContinuousClock()
                )
                await server.script(
                    "/v1/chat/completions",
                    Reply(steps: [Reply.chatStart, .hold, Reply.chatDelta("to Anna"), Reply.chatEnd])
                )
                var question = 0
                try await testGracefulShutdown { trigger in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { try await bot.run(on: sandbox) }
                        await anna.send("first")
                        await server.held(1)
                        question = await boris.send("second")
                        // By the time that this is answered, his question has been taken in.
                        _ = try await sandbox.person(firstName: "Clara").ask("/help")
                        trigger.triggerGracefulShutdown()
                        await server.release()
                        try await group.waitForAll()
                    }
                }
                #expect(await anna.messages().filter(\.isFromBot).map(\.text) == ["to Anna"])
                #expect(await boris.messages().filter(\.isFromBot).isEmpty)
                #expect(await server.requests.count { $0.path == "/v1/chat/completions" } == 1)
                #expect(bot.errors.isEmpty)
                try await bot.run(on: sandbox) {
                    try await #expect(boris.replies(after: question).map(\.text) == ["OK"])
                }
            }
        }
    }
}
