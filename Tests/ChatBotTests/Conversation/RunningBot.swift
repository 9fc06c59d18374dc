import AsyncHTTPClient
import InMemoryLogging
import LlamaServer
import Logging
import TelegramBotAPI
import TelegramSandbox
import Testing

@testable import ChatBot

/// A bot against a sandbox and a LLaMA server, for as long as a test runs.
struct RunningBot {
    var llamaURL: String
    var api = LlamaServerConfiguration.API.auto
    var requestTimeout = Duration.seconds(300)
    var configuration = ChatBotConfiguration(sampling: Sampling(temperature: 0))
    /// As if Telegram bore anything, where a conversation is not about that: nobody waits a second for each message.
    var isHurried = false
    var database: BotDatabase?
    var clock: any Clock<Duration> = ContinuousClock()
    /// Where it is not the bot's.
    var llamaClock: (any Clock<Duration>)?
    var log = InMemoryLogHandler()

    /// Runs the bot while `body` runs, and ends it then.
    func run<R: Sendable>(
        on sandbox: TelegramSandbox,
        isolation: isolated (any Actor)? = #isolation,
        whileStopping: () async -> Void = {},
        _ body: () async throws -> R
    ) async throws -> R {
        try await withBot(on: sandbox) { bot in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await bot.run() }
                let value = try await body()
                group.cancelAll()
                await whileStopping()
                try await group.waitForAll()
                return value
            }
        }
    }

    /// Runs the bot until it ends by itself.
    func run(on sandbox: TelegramSandbox) async throws {
        try await withBot(on: sandbox) { try await $0.run() }
    }

    private func withBot<R>(
        on sandbox: TelegramSandbox,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (ChatBot) async throws -> R
    ) async throws -> R {
        let logger = Logger(label: "test") { _ in log }
        var configuration = configuration
        if isHurried { configuration.floodLimits = .none }
        let telegramHTTP = BotAPIClient.makeHTTPClient()
        let llamaHTTP = LlamaServer.makeHTTPClient()
        let result: Result<R, any Error>
        do {
            let bot = ChatBot(
                telegram: try BotAPIClient(
                    token: try #require(BotToken(sandbox.botToken)),
                    apiURL: try await sandbox.apiURL(),
                    httpClient: telegramHTTP,
                    logger: logger
                ),
                llama: try LlamaServer(
                    configuration: LlamaServerConfiguration(url: llamaURL, api: api, requestTimeout: requestTimeout),
                    httpClient: llamaHTTP,
                    clock: llamaClock ?? clock,
                    logger: logger
                ),
                database: try database ?? BotDatabase(path: ":memory:"),
                configuration: configuration,
                clock: clock,
                random: { $0.upperBound },
                logger: logger
            )
            result = .success(try await body(bot))
        } catch {
            result = .failure(error)
        }
        try await telegramHTTP.shutdown()
        try await llamaHTTP.shutdown()
        return try result.get()
    }

    /// All that was logged, as lines.
    var lines: [String] {
        log.entries.map { "\($0.message) \($0.metadata)" }
    }

    /// What was logged at `error` and above, as lines.
    var errors: [String] {
        log.entries.filter { $0.level >= .error }.map { entry in
            "\(entry.message) \(entry.metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "))"
        }
    }
}

extension TelegramBotAPI.FloodLimits {
    /// More than any test sends.
    fileprivate static let none = Self(
        perChatPerSecond: 1_000_000,
        perChatBurst: 1_000_000,
        previewDistance: .zero,
        perGroupPerMinute: 1_000_000,
        overallPerSecond: 1_000_000
    )
}

extension Person {
    /// Writes, and waits for the one message that answers, complete.
    func ask(_ text: String, in chat: SandboxChat? = nil) async throws -> SandboxMessage {
        let messageID = await send(text, in: chat)
        return try await reply(after: messageID, in: chat) { message in
            message.isFromBot && !message.buttons.joined().contains { $0.hasPrefix("⏹") }
        }
    }
}
