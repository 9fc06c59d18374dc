import ChatBot
import LlamaServer
import Logging
import TelegramBotAPI
import TelegramSandbox

/// The whole bot with a Bot API of its own in this process: for trying it without a token.
struct SandboxedBot: Sendable {
    var llama: LlamaServerConfiguration
    var chatBot: ChatBotConfiguration
    var databasePath: String
    var sandbox = SandboxConfiguration()

    /// Runs `body` while the bot answers in the sandbox; everything has ended when this returns.
    func run<R: Sendable>(
        _ body: @escaping @Sendable (TelegramSandbox, LlamaServer) async throws -> R
    ) async throws -> R {
        let database = try Database(path: databasePath)
        let configuration = sandbox
        let sandbox = TelegramSandbox(configuration: configuration)
        return try await withBackground("the sandbox") {
            try await runGracefully(sandbox)
        } _: {
            // Within the sandbox's life: the bot's connections are closed before the server is.
            try await withHTTPClient(BotAPIClient.makeHTTPClient()) { telegramHTTP in
                try await withHTTPClient(LlamaServer.makeHTTPClient()) { llamaHTTP in
                    guard let token = BotToken(sandbox.botToken) else { throw ServiceEnded(service: "the sandbox") }
                    let telegram = try BotAPIClient(
                        token: token,
                        apiURL: try await sandbox.apiURL(),
                        httpClient: telegramHTTP
                    )
                    let server = try LlamaServer(configuration: llama, httpClient: llamaHTTP)
                    let bot = ChatBot(telegram: telegram, llama: server, database: database, configuration: chatBot)
                    return try await withBackground("the bot") {
                        try await bot.run()
                    } _: {
                        guard configuration.page != nil else { return try await body(sandbox, server) }
                        return try await withBackground("the panel") {
                            await PanelFeed(bot: bot, server: server, sandbox: sandbox).run()
                        } _: {
                            try await body(sandbox, server)
                        }
                    }
                }
            }
        }
    }
}
