public import LlamaServer

/// What an owner can set about the bot's behaviour.
public struct ChatBotConfiguration: Sendable {
    /// The last messages that the model is shown, beside the system prompt.
    public var maxContextMessages: Int
    public var sampling: Sampling
    /// `nil` for the bot's own, `""` for none.
    public var systemPrompt: String?
    /// For people whose own language is none of the bot's.
    public var language: Language
    /// How many messages of a chat may wait at once.
    public var mailboxCapacity: Int

    public init(
        maxContextMessages: Int = 20,
        sampling: Sampling = Sampling(),
        systemPrompt: String? = nil,
        language: Language = .en,
        mailboxCapacity: Int = 100
    ) {
        self.maxContextMessages = maxContextMessages
        self.sampling = sampling
        self.systemPrompt = systemPrompt
        self.language = language
        self.mailboxCapacity = mailboxCapacity
    }
}
