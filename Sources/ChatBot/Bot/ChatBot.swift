public import LlamaServer
public import Logging
public import TelegramBotAPI

/// The bot: takes updates in, lets the model answer, sends the answers.
public struct ChatBot: Sendable {
    /// - Parameters:
    ///   - telegram: The Bot API.
    ///   - llama: The server that writes the answers.
    ///   - database: Where conversations are kept.
    public init(
        telegram: BotAPIClient,
        llama: LlamaServer,
        database: Database,
        configuration: ChatBotConfiguration = ChatBotConfiguration(),
        clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger = Logger(label: "chatbot")
    ) {
        fatalError()
    }

    /// Answers until its task is cancelled, and returns then; throws only what no waiting can mend (a wrong token).
    public func run() async throws { fatalError() }
}
