import AsyncHTTPClient
import BrowserTesting
import ChatBot
import Foundation
import LlamaServer
import LlamaServerTesting
import Logging
import TelegramBotAPI
import TelegramSandbox
import Testing

/// A sandbox with its page, where the bot answers with what a scripted model writes.
struct PageScene {
    typealias Reply = ScriptedLlamaServer.Reply

    static let answers = "/v1/chat/completions"

    var sandbox: TelegramSandbox
    var model: ScriptedLlamaServer
    /// The page's address, with a slash at its end.
    var page: String

    static func run(
        change: (inout ChatBotConfiguration) -> Void = { _ in },
        _ body: @escaping @Sendable (PageScene) async throws -> Void
    ) async throws {
        var configuration = ChatBotConfiguration()
        change(&configuration)
        let chosen = configuration
        let model = ScriptedLlamaServer()
        try await model.run { url in
            try await withPage { sandbox, page in
                try await withBot(on: sandbox, llamaURL: url, configuration: chosen) {
                    try await body(PageScene(sandbox: sandbox, model: model, page: page))
                }
            }
        }
    }

    /// A sandbox with its page, and no bot.
    static func withPage<R: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (_ sandbox: TelegramSandbox, _ page: String) async throws -> R
    ) async throws -> R {
        var configuration = SandboxConfiguration()
        configuration.page = PageConfiguration()
        return try await TelegramSandbox.withSandbox(configuration) { sandbox, _ in
            try await body(sandbox, try #require(try await sandbox.pageURL()))
        }
    }

    /// The bot while `body` runs.
    static func withBot<R: Sendable>(
        on sandbox: TelegramSandbox,
        llamaURL: String,
        configuration: ChatBotConfiguration = ChatBotConfiguration(sampling: Sampling(temperature: 0)),
        _ body: @escaping @Sendable () async throws -> R
    ) async throws -> R {
        let logger = Logger(label: "page") { _ in SwiftLogNoOpLogHandler() }
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
                    configuration: LlamaServerConfiguration(url: llamaURL),
                    httpClient: llamaHTTP,
                    logger: logger
                ),
                database: try Database(path: ":memory:"),
                configuration: configuration,
                logger: logger
            )
            let value = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await bot.run() }
                let value = try await body()
                group.cancelAll()
                try await group.waitForAll()
                return value
            }
            result = .success(value)
        } catch {
            result = .failure(error)
        }
        try await telegramHTTP.shutdown()
        try await llamaHTTP.shutdown()
        return try result.get()
    }

    /// The page as somebody has it, in a chat of theirs.
    func address(of person: Person, in chat: SandboxChat? = nil, thread: Int? = nil) -> String {
        Self.address(page, person, in: chat, thread: thread)
    }

    static func address(_ page: String, _ person: Person, in chat: SandboxChat? = nil, thread: Int? = nil) -> String {
        page + "#person=\(person.id)&chat=\(chat?.id ?? person.id)" + (thread.map { "&thread=\($0)" } ?? "")
    }
}
