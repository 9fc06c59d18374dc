import Logging
import NIOConcurrencyHelpers
import ServiceLifecycle
import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct ShutdownTests {
    /// A poll of 50 s hangs, and a second connection is open and idle.
    private func hang(_ sandbox: TelegramSandbox, _ bot: BotClient) async throws -> Task<BotClient.Reply, any Error> {
        let poll = Task { try await bot.call("getUpdates", ["timeout": 50]) }
        try await sandbox.waitForCalls(of: "getUpdates")
        try await bot.result("getMe")
        return poll
    }

    @Test func cancellingEndsItWhileAPollHangs() async throws {
        let sandbox = TelegramSandbox()
        let running = Task { try await sandbox.run() }
        try await withHTTP { http in
            let bot = BotClient(http: http, url: try await sandbox.apiURL(), token: sandbox.botToken)
            let poll = try await hang(sandbox, bot)
            let start = ContinuousClock.now
            running.cancel()
            try await running.value
            _ = await poll.result
            #expect(ContinuousClock.now - start < .seconds(20))
        }
    }

    @Test func aGracefulShutdownEndsItWhileAPollHangs() async throws {
        let sandbox = TelegramSandbox()
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let group = ServiceGroup(services: [sandbox], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await withHTTP { http in
                let bot = BotClient(http: http, url: try await sandbox.apiURL(), token: sandbox.botToken)
                let poll = try await hang(sandbox, bot)
                await sandbox.inject(.hold, on: "getMe")
                let held = Task { try await bot.call("getMe") }
                try await sandbox.waitForCalls(of: "getMe", count: 2)
                let start = ContinuousClock.now
                await group.triggerGracefulShutdown()
                // The one that waited for updates is told that there are none.
                #expect(try await poll.value.result == [])
                await #expect(throws: (any Error).self) { try await held.value }
                try await tasks.waitForAll()
                #expect(ContinuousClock.now - start < .seconds(20))
            }
        }
    }

    @Test func aSandboxRunsOnce() async throws {
        try await withBot { (sandbox, _) async throws in
            _ = await #expect(throws: SandboxError.stopped) { try await sandbox.run() }
        }
    }

    @Test func theBotMayComeAndGo() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            for round in 1...3 {
                let poll = try await hangAgain(sandbox, bot, round)
                poll.cancel()
                await anna.send("\(round)")
            }
            let updates = try await bot.result("getUpdates").array ?? []
            #expect(updates.compactMap { $0["message"]?["text"]?.string } == ["1", "2", "3"])
        }
    }

    private func hangAgain(_ sandbox: TelegramSandbox, _ bot: BotClient, _ round: Int) async throws
        -> Task<BotClient.Reply, any Error>
    {
        let poll = Task { try await bot.call("getUpdates", ["timeout": 50, "limit": 1]) }
        try await sandbox.waitForCalls(of: "getUpdates", count: round)
        return poll
    }

    @Test func neitherTheTokenNorTheTextsAreLogged() async throws {
        let lines = NIOLockedValueBox<[String]>([])
        var logger = Logger(label: "test") { _ in Recorder(lines: lines) }
        logger.logLevel = .trace
        try await withHTTP { http in
            try await TelegramSandbox.withSandbox(logger: logger) { sandbox, url in
                let bot = BotClient(http: http, url: url, token: sandbox.botToken)
                let anna = await sandbox.person(firstName: "Anna")
                await anna.send("my secret question")
                try await bot.result("getUpdates")
                try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "my secret answer"])
                _ = try await bot.call("noSuch\(sandbox.botToken)")
                _ = try await bot.send(path: "/bot1:\(sandbox.botToken.dropFirst(11))/getMe")
            }
        }
        let all = lines.withLockedValue { $0.joined(separator: "\n") }
        #expect(all.contains("sendMessage"))
        #expect(!all.contains("secret"))
        #expect(!all.contains("AAsandbox"))
    }

    private struct Recorder: LogHandler {
        let lines: NIOLockedValueBox<[String]>
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        init(lines: NIOLockedValueBox<[String]>) { self.lines = lines }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.withLockedValue { $0.append("\(event.message) \(event.metadata ?? [:]) \(metadata)") }
        }
    }
}
