import ChatBot
import LlamaServer
import Logging
import TelegramBotAPI

/// What the owner has set, understood and within its limits.
struct Settings: Sendable {
    var botToken: BotToken?
    var telegramAPIURL = "https://api.telegram.org"
    var llamaServerURL = "http://127.0.0.1:8080"
    var llamaAPIKey: String?
    var llamaModelName: String?
    var llamaAPI = LlamaServerConfiguration.API.auto
    var maxContextMessages = 20
    /// `nil` for the bot's own choice.
    var contextHighWater: Int?
    var maxTokens: Int?
    var temperature: Double?
    var topP: Double?
    var stop: [String] = []
    var systemPrompt: String?
    var requestTimeout = Duration.seconds(300)
    var outageLimit = Duration.seconds(86400)
    var queueLimit = 100
    var ownerIDs: Set<Int64> = []
    var streaming = Streaming.auto
    var replyFormat = ReplyFormat.entities
    var reasoning = ReasoningDisplay.collapse
    var maxMessages = 5
    var databasePath = "localaichat.sqlite"
    /// `nil` for good.
    var retention: Duration?
    var shutdownGrace = Duration.seconds(10)
    var language = Language.en
    var logLevel = Logger.Level.info
    var logFormat = LogFormat.text

    /// Where each setting that has been set comes from, by its name.
    var origins: [String: SettingOrigin] = [:]
    /// Hides the values that no log and no message may show.
    var redaction = Redaction()

    func isSet(_ setting: Setting) -> Bool { origins[setting.name] != nil }
}

extension Settings {
    var sampling: Sampling {
        Sampling(nPredict: maxTokens, temperature: temperature, topP: topP, stop: stop)
    }

    var llama: LlamaServerConfiguration {
        LlamaServerConfiguration(
            url: llamaServerURL,
            apiKey: llamaAPIKey,
            modelName: llamaModelName,
            api: llamaAPI,
            requestTimeout: requestTimeout
        )
    }

    var chatBot: ChatBotConfiguration {
        ChatBotConfiguration(
            maxContextMessages: maxContextMessages,
            contextHighWater: contextHighWater,
            sampling: sampling,
            systemPrompt: systemPrompt,
            language: language,
            queueLimit: queueLimit,
            ownerIDs: ownerIDs,
            streaming: streaming,
            replyFormat: replyFormat,
            reasoning: reasoning,
            maxMessages: maxMessages,
            outageLimit: outageLimit,
            shutdownGrace: shutdownGrace,
            retention: retention
        )
    }
}
