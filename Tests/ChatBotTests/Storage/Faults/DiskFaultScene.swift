import Foundation
import GRDB
import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// Anna talks with a bot whose disk fails, until she has all her answers.
struct DiskFaultScene: Sendable {
    /// What becomes of the bot when the fault is there.
    enum End: String, Sendable, Hashable, CaseIterable {
        /// The fault passes, and the bot goes on, or is started again where it has ended itself.
        case goesOn
        /// It is killed, and started again when the fault is mended.
        case killed
        /// The power fails: all that was not synchronized is lost.
        case powerCut
        /// The power fails, and of what was not synchronized some is lost.
        case halfLost
    }

    var fault: DiskFault?
    var end: End
    var streaming: Streaming

    private static let longAnswer = (0..<900).map { "word\($0)" }.joined(separator: " ")
    private static let question = "What did I hide?"
    private static let answer = "Nothing."
    private static let words = Words(language: .en)

    /// Plays the scene, and checks what is in the chat and in the database at the end.
    ///
    /// - Returns: How many of the operations could have been struck by the fault.
    @discardableResult
    func play() async throws -> Int {
        let disk = try FaultyDisk()
        defer { disk.remove() }
        let clock = ManualClock()
        let server = ScriptedLlamaServer()
        await server.always("/v1/chat/completions") { Self.reply(to: $0.body) }
        return try await server.run { url in
            var configuration = SandboxConfiguration()
            configuration.clock = clock
            return try await TelegramSandbox.withSandbox(configuration) { sandbox, _ in
                let time = Task { await Self.letTimePass(clock, server) }
                defer { time.cancel() }
                var bot = RunningBot(llamaURL: url, clock: clock)
                bot.configuration.streaming = streaming
                // The model's server is well, and is not to be taken for slow because time flies.
                bot.llamaClock = ContinuousClock()
                return try await play(on: disk, bot, sandbox)
            }
        }
    }

    private func play(on disk: FaultyDisk, _ bot: RunningBot, _ sandbox: TelegramSandbox) async throws -> Int {
        let anna = await sandbox.person(firstName: "Anna")
        let isOver = Milestone()
        let conversation = Task {
            defer { isOver.reach() }
            try await Self.converse(anna)
        }
        let path = "\(disk.folder)/bot.sqlite"
        disk.plan(fault)
        try await live(bot, path, sandbox, until: isOver, dyingOn: disk)
        // What ends by itself is started again, as by the system.
        if end == .goesOn { try await live(bot, path, sandbox, until: isOver) }
        let count = disk.count
        disk.switchOff()
        try await disk.switchOn(losing: loss)
        disk.plan(nil)
        try await live(bot, path, sandbox, until: isOver, isWell: true)
        try await conversation.value
        // Whatever is said too often is said by then.
        try await live(bot, path, sandbox, isWell: true) { _ = try await anna.ask("/help") }
        check(await anna.messages().filter(\.isFromBot))
        try await check(path)
        #expect(!bot.lines.contains { $0.contains("hide") || $0.contains("word899") || $0.contains("Nothing.") })
        return count
    }

    private var loss: (() -> Bool)? {
        switch end {
        case .goesOn, .killed: return nil
        case .powerCut: return { true }
        case .halfLost:
            var seed = UInt64(fault?.number ?? 0)
            return {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return seed >> 63 == 0
            }
        }
    }

    // MARK: The bot

    /// Runs the bot until the stream ends, or it ends itself.
    ///
    /// - Parameter disk: Kills the bot when it has refused something a few times, and at the end.
    private func live(
        _ bot: RunningBot,
        _ path: String,
        _ sandbox: TelegramSandbox,
        until isOver: Milestone,
        dyingOn disk: FaultyDisk? = nil,
        isWell: Bool = false
    ) async throws {
        let disk = end == .goesOn ? nil : disk
        try await live(bot, path, sandbox, isWell: isWell, dyingOn: disk) {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await isOver.wait() }
                // The first may be one that nobody needs; an answer that can't be kept is tried again and again.
                if let disk { group.addTask { await disk.refusals(3) } }
                await group.next()
                group.cancelAll()
            }
        }
    }

    private func live(
        _ bot: RunningBot,
        _ path: String,
        _ sandbox: TelegramSandbox,
        isWell: Bool,
        dyingOn disk: FaultyDisk? = nil,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        do {
            var bot = bot
            bot.database = try BotDatabase(path: path)
            try await withThrowingTaskGroup(of: Void.self) { [bot] group in
                group.addTask { try await bot.run(on: sandbox) }
                group.addTask {
                    try await body()
                    disk?.switchOff()
                }
                defer { group.cancelAll() }
                try await group.next()
                group.cancelAll()
                try await group.waitForAll()
            }
        } catch let error as BotDatabaseError where !isWell {
            #expect(error.description.hasPrefix("database \(path): "))
            #expect(!error.description.contains("\n"))
        }
    }

    /// One second after the other, and a piece of an answer now and then, as long as the scene is played.
    private static func letTimePass(_ clock: ManualClock, _ server: ScriptedLlamaServer) async {
        var count = 0
        while !Task.isCancelled {
            clock.advance(by: .milliseconds(500))
            count += 1
            if count.isMultiple(of: 6) { await server.release() }
            // Gives the processor to what has been woken. Nothing depends on how long it takes.
            try? await Task.sleep(for: .milliseconds(1))
        }
    }

    // MARK: The conversation

    private static func converse(_ anna: Person) async throws {
        for (text, end) in [
            ("Tell me a long story", "word899"), ("/start", words.greeting), (question, answer),
        ] {
            let messageID = await anna.send(text)
            _ = try await anna.reply(after: messageID) { message in
                message.isFromBot && message.text.hasSuffix(end) && !message.buttons.joined().contains("⏹ Stop")
            }
        }
    }

    private static func reply(to body: String) -> ScriptedLlamaServer.Reply {
        typealias Reply = ScriptedLlamaServer.Reply
        let text = body.contains(question) ? answer : longAnswer
        let half = text.count * 3 / 4
        return Reply(steps: [
            Reply.chatStart, Reply.chatDelta(String(text.prefix(half))), .hold,
            Reply.chatDelta(String(text.dropFirst(half))), Reply.chatEnd,
        ])
    }

    // MARK: What is to be there at the end

    private func check(_ messages: [SandboxMessage]) {
        let texts = messages.map(\.text)
        let story = texts.dropLast(3).joined(separator: " ")
        #expect(texts.suffix(3) == [Self.words.greeting, Self.answer, Self.words.help], "\(self)")
        #expect(story == Self.longAnswer, "\(self)")
        #expect(texts.count == 5, "\(self)")
        #expect(!messages.flatMap(\.buttons).joined().contains("⏹ Stop"), "\(self)")
    }

    private func check(_ path: String) async throws {
        let database = try BotDatabase(path: path)
        let open = try await database.openTurns().map(\.incoming.event)
        #expect(open.allSatisfy { $0 == .command(.help) })
        try await database.read { db in
            #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
            // The first question was before the reset.
            let said = try String.fetchAll(db, sql: "SELECT content FROM message ORDER BY id")
            #expect(said == [Self.question, Self.answer])
        }
    }
}
