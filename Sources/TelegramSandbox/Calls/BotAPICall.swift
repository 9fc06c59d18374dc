/// A call of the bot.
public struct BotAPICall: Sendable {
    /// As the bot wrote it.
    public var method: String
    /// The parameters as JSON text; of a call by query or form, all of them texts.
    public var parameters: String
    /// HTTP status answered; 0 where the connection was dropped, or there is no answer yet.
    public var status: Int
    /// Parameters that the Bot API's method does not have. Telegram ignores them without a word; a test should find none.
    public var unknownParameters: [String] = []
    /// The `description` of an answer that is an error.
    public var errorDescription: String?
    /// False while the call is under way: a long poll, or one that a ``Fault/hold`` keeps.
    public var isFinished = false
}
