import Foundation
import InMemoryLogging
import LlamaServer
import LlamaServerTesting
import Logging
import Synchronization
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// What is old goes away, and nothing else, whatever the time of day says.
@Suite(.timeLimit(.minutes(5))) struct PruningTests {
    /// A database, and a clock with a time of day that goes with it until it is set.
    private final class Scene: Sendable {
        let clock = ManualClock()
        let database: BotDatabase
        private let time: TimeOfDay
        private let lastUpdate = Mutex(0)

        init() throws {
            let time = TimeOfDay(clock: clock)
            self.time = time
            database = try BotDatabase(path: ":memory:") { time.now }
        }

        /// Sets the time of day, and nothing else.
        func set(_ days: Double) { time.difference.withLock { $0 += days * 86_400 } }

        func pass(hours: Int) { clock.advance(by: .seconds(3600) * hours) }

        /// Keeps a question with its answer, now.
        func say(_ question: String, chatID: Int64 = 1) async throws {
            let turn = try #require(try await receive(question, chatID: chatID))
            try await database.store(
                Reply("to \(question)", to: turn.incoming),
                exchange: Exchange(question: question, answer: "to \(question)"),
                of: turn
            )
            try await database.close(turn)
        }

        func receive(_ text: String, update: Int? = nil, chatID: Int64 = 1) async throws -> Turn? {
            let next = lastUpdate.withLock { last in
                last += 1
                return last
            }
            let incoming = Incoming(
                conversation: ConversationID(chatID: chatID),
                messageID: 1,
                isInGroup: false,
                event: .text(text)
            )
            return try await database.receive(incoming, updateID: update ?? next)?.turn
        }

        /// What the model would be shown.
        func said(chatID: Int64 = 1) async throws -> [ChatMessage] {
            let turn = try #require(try await receive("and now?", chatID: chatID))
            let messages = try await database.history(of: turn.incoming.conversation).messages.map(\.chatMessage)
            try await database.close(turn)
            return messages
        }

        /// Runs the pruning while `body` runs.
        func whilePruning(retention: Duration?, _ body: () async throws -> Void) async throws {
            let pruning = Pruning(
                database: database,
                retention: retention,
                clock: clock,
                logger: Logger(label: "test") { _ in InMemoryLogHandler() }
            )
            let task = Task { await pruning.run() }
            do {
                try await body()
            } catch {
                task.cancel()
                throw error
            }
            task.cancel()
            await task.value
        }

        /// Waits until it has nothing to do for an hour.
        func untilDone() async { await clock.sleeper(for: .seconds(3600)) }
    }

    private final class TimeOfDay: Sendable {
        let difference = Mutex<TimeInterval>(1_795_000_000)
        private let stopwatch: Stopwatch

        init(clock: ManualClock) { stopwatch = Stopwatch(clock) }

        var now: Date { Date(timeIntervalSince1970: difference.withLock { $0 } + stopwatch.now / .seconds(1)) }
    }

    @Test func whatIsOldGoesEveryHour() async throws {
        let scene = try Scene()
        try await scene.say("old")
        scene.pass(hours: 48)
        try await scene.say("new")
        try await scene.whilePruning(retention: .seconds(49 * 3600)) {
            await scene.untilDone()
            try await #expect(scene.said().map(\.content) == ["old", "to old", "new", "to new"])
            scene.pass(hours: 1)
            await scene.untilDone()
            scene.pass(hours: 1)
            await scene.untilDone()
            try await #expect(scene.said().map(\.content) == ["new", "to new"])
        }
    }

    @Test func nothingGoesWithoutRetention() async throws {
        let scene = try Scene()
        try await scene.say("old")
        scene.set(10_000)
        try await scene.whilePruning(retention: nil) { await scene.untilDone() }
        try await #expect(scene.said().count == 2)
    }

    /// So that nobody who writes has to wait for all of it.
    @Test func muchIsTakenAwayInSmallSteps() async throws {
        let scene = try Scene()
        for number in 0..<600 { try await scene.say("\(number)") }
        scene.pass(hours: 2)
        try await scene.say("new")
        try await scene.whilePruning(retention: .seconds(3600)) {
            for left in [702, 202] {
                await scene.clock.sleeper(for: .milliseconds(100))
                try await #expect(scene.said().count == left)
                scene.clock.advance(by: .milliseconds(100))
            }
            await scene.untilDone()
            try await #expect(scene.said().map(\.content) == ["new", "to new"])
        }
    }

    @Test(arguments: 2...5)
    func aQuestionGoesWithItsAnswer(count: Int) async throws {
        let scene = try Scene()
        for number in 0..<7 { try await scene.say("\(number)", chatID: Int64(number % 2)) }
        scene.set(1)
        while true {
            let deleted = try await scene.database.deleteMessages(before: scene.database.now(), atMost: count)
            guard deleted > 0 else { break }
            #expect(deleted % 2 == 0)
            for chatID: Int64 in 0...1 { try await Self.expectAlternation(scene.said(chatID: chatID)) }
        }
        for chatID: Int64 in 0...1 { try await #expect(scene.said(chatID: chatID).isEmpty) }
    }

    /// The time of day was wrong for a while: what was said then seems to be older than what was said before.
    @Test func theMiddleOfAConversationMayGo() async throws {
        let scene = try Scene()
        try await scene.say("first")
        scene.set(-400)
        try await scene.say("while the clock was wrong")
        scene.set(400)
        try await scene.say("last")
        try await scene.whilePruning(retention: .seconds(86_400 * 30)) { await scene.untilDone() }
        let said = try await scene.said()
        Self.expectAlternation(said)
        #expect(said.map(\.content) == ["first", "to first", "last", "to last"])
    }

    @Test func aJumpOfTheClockTakesNothingAway() async throws {
        let scene = try Scene()
        try await scene.say("precious")
        try await scene.whilePruning(retention: .seconds(86_400 * 30)) {
            for days in [400, -800, 400, 400] {
                await scene.untilDone()
                scene.set(Double(days))
                scene.pass(hours: 1)
                await scene.untilDone()
                try await #expect(scene.said().count == 2, "\(days)")
            }
            // It stays as it was set.
            scene.pass(hours: 1)
            await scene.untilDone()
            try await #expect(scene.said().isEmpty)
        }
    }

    @Test func updatesAreForgottenAfterTwoDaysButNotTheNewest() async throws {
        let scene = try Scene()
        let open = try #require(try await scene.receive("open", update: 9001))
        for update in 1...Pruning.keptTurns + 20 {
            let turn = try #require(try await scene.receive("\(update)", update: update))
            try await scene.database.keepPreview(
                Reply("shown", to: turn.incoming).parts[0],
                number: 0,
                of: turn,
                messageID: update,
                isSettled: true
            )
            try await scene.database.close(turn)
        }
        func isKnown(_ update: Int) async throws -> Bool {
            var turn = open
            turn.id += Int64(update)
            return try await scene.database.state(of: turn) != nil
        }
        try await scene.whilePruning(retention: nil) {
            await scene.untilDone()
            scene.pass(hours: 47)
            await scene.untilDone()
            try await #expect(isKnown(1))
            scene.pass(hours: 1)
            await scene.untilDone()
            scene.pass(hours: 1)
            await scene.untilDone()
            try await #expect(!isKnown(1))
            try await #expect(!isKnown(20))
            try await #expect(isKnown(21))
            try await #expect(isKnown(Pruning.keptTurns + 20))
        }
        #expect(try await scene.database.openTurns() == [open])
        try await #expect(scene.database.messages(among: Array(1...30), in: 1) == Set(21...30))
    }

    /// Telegram sends what it does not know received again as soon as the bot is back, whatever time it is then.
    @Test(arguments: [-10_000, 10_000])
    func aJumpOfTheClockMakesNoUpdateNew(days: Double) async throws {
        let scene = try Scene()
        for update in 1...100 {
            try await scene.database.close(#require(try await scene.receive("\(update)", update: update)))
        }
        scene.set(days)
        try await scene.whilePruning(retention: nil) { await scene.untilDone() }
        for update in 1...100 { try await #expect(scene.receive("again", update: update) == nil) }
    }

    @Test func theBotForgetsWhatIsOld() async throws {
        let scene = try Scene()
        try await scene.say("My name is Anna")
        scene.pass(hours: 48)
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                var bot = RunningBot(llamaURL: url, isHurried: true, database: scene.database, clock: scene.clock)
                bot.configuration.retention = .seconds(86_400)
                try await bot.run(on: sandbox) {
                    await scene.untilDone()
                    try await #expect(scene.said().isEmpty)
                }
            }
        }
    }

    private static func expectAlternation(_ messages: [ChatMessage]) {
        let roles: [ChatMessage.Role] = messages.indices.map { $0.isMultiple(of: 2) ? .user : .assistant }
        #expect(messages.map(\.role) == roles)
        #expect(messages.count.isMultiple(of: 2))
    }
}
