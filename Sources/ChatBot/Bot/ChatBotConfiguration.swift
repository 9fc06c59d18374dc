public import LlamaServer
import TelegramBotAPI

/// What an owner can set about the bot's behaviour.
public struct ChatBotConfiguration: Sendable {
    /// The system prompt of an owner who sets none. It is the same at every turn, so that servers can reuse it.
    public static let defaultSystemPrompt = "You are a helpful assistant."

    /// The last messages that the model is shown, beside the system prompt.
    public var maxContextMessages: Int
    /// How many messages the model is shown at most before they are cut back to ``maxContextMessages``; `nil` for twice as many. With fewer
    /// cuts the server can reuse more of what it has read.
    public var contextHighWater: Int?
    /// How answers are sampled; what is left out is the server's choice.
    public var sampling: Sampling
    /// `nil` for the bot's own, `""` for none.
    public var systemPrompt: String?
    /// For people whose own language is none of the bot's.
    public var language: Language
    /// How many messages of a person may wait at once, over all chats, beside the one that is being answered. Who writes more is told so.
    public var queueLimit: Int
    /// Who is told the figures of all, by their Telegram ids.
    public var ownerIDs: Set<Int64>
    /// How an answer is shown while the model still writes it.
    public var streaming: Streaming
    /// How an answer's formatting reaches Telegram.
    public var replyFormat: ReplyFormat
    /// What chatters see of a thinking model's thoughts.
    public var reasoning: ReasoningDisplay
    /// How many messages an answer may take; what is left of a longer one comes as a file. At least 1.
    public var maxMessages: Int
    /// How long a message waits at most for a LLaMA server that is away. Its author is told then that there is no answer.
    public var outageLimit: Duration
    /// How long answers that are being written or sent may still take when the bot is stopped.
    public var shutdownGrace: Duration
    /// How long what was said is kept; `nil` for good.
    public var retention: Duration?
    /// How long a complete answer waits for a preview that is still under way, so that they do not overtake each other.
    var previewPatience = Duration.seconds(2)
    /// How many calls Telegram is asked to bear.
    var floodLimits = FloodLimits.telegram
    /// Whether the server reads in advance while it is idle.
    var warmsUp = true

    public init(
        maxContextMessages: Int = 20,
        contextHighWater: Int? = nil,
        sampling: Sampling = Sampling(),
        systemPrompt: String? = nil,
        language: Language = .en,
        queueLimit: Int = 100,
        ownerIDs: Set<Int64> = [],
        streaming: Streaming = .auto,
        replyFormat: ReplyFormat = .entities,
        reasoning: ReasoningDisplay = .collapse,
        maxMessages: Int = 5,
        outageLimit: Duration = .seconds(86400),
        shutdownGrace: Duration = .seconds(10),
        retention: Duration? = nil
    ) {
        self.maxContextMessages = maxContextMessages
        self.contextHighWater = contextHighWater
        self.sampling = sampling
        self.systemPrompt = systemPrompt
        self.language = language
        self.queueLimit = queueLimit
        self.ownerIDs = ownerIDs
        self.streaming = streaming
        self.replyFormat = replyFormat
        self.reasoning = reasoning
        self.maxMessages = max(1, maxMessages)
        self.outageLimit = outageLimit
        self.shutdownGrace = shutdownGrace
        self.retention = retention
    }
}
