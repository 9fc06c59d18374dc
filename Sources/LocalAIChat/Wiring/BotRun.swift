import ChatBot
import LlamaServer
import Logging
import TelegramBotAPI

/// `localaichat run`: the bot between Telegram and the LLaMA server.
struct BotRun: Sendable {
    var settings: Settings
    var token: BotToken
    /// Takes a line for the owner.
    var say: @Sendable (String) -> Void

    /// Runs until something is wrong that waiting can't mend, or until it is cancelled: then running answers may go on for
    /// `SHUTDOWN_GRACE`.
    func run() async throws {
        let database = try Database(path: settings.databasePath)
        try await withHTTPClient(BotAPIClient.makeHTTPClient()) { telegramHTTP in
            try await withHTTPClient(LlamaServer.makeHTTPClient()) { llamaHTTP in
                let telegram = try BotAPIClient(
                    token: token,
                    apiURL: settings.telegramAPIURL,
                    httpClient: telegramHTTP
                )
                let llama = try LlamaServer(configuration: settings.llama, httpClient: llamaHTTP)
                try await run(database, telegram, llama)
            }
        }
    }

    private func run(_ database: Database, _ telegram: BotAPIClient, _ llama: LlamaServer) async throws {
        let telegramStartup = TelegramStartup(client: telegram, url: settings.telegramAPIURL, say: say)
        let llamaStartup = LlamaStartup(
            server: llama,
            url: settings.llamaServerURL,
            language: settings.language,
            say: say
        )
        // They end with this function, at the latest.
        async let _ = Heap.keepSmall()
        async let llamaIsKnown: Void = llamaStartup.run()
        let user = try await telegramStartup.begin()
        async let telegramIsKnown: Void = user != nil ? () : telegramStartup.keepTrying()
        let bot = ChatBot(
            telegram: telegram,
            llama: llama,
            database: database,
            configuration: settings.chatBot,
            user: user
        )
        try await withTaskCancellationHandler {
            try await runGracefully(bot)
        } onCancel: {
            let seconds = settings.shutdownGrace.components.seconds
            guard seconds > 0 else { return }
            say("Stopping. Running answers may go on for \(seconds) s; a second signal ends that.")
        }
        _ = await (llamaIsKnown, try? telegramIsKnown)
    }
}
