/// A call of the bot.
public struct BotAPICall: Sendable {
    /// Its place among all calls since the sandbox was made, from 0.
    public var number = 0
    /// As the bot wrote it.
    public var method: String
    /// The parameters as JSON text; of a call by query or form, all of them texts. Files are left out.
    public var parameters: String
    /// The chat that it is about, where `chat_id` is a number.
    public var chatID: Int64?
    /// When it arrived, on the sandbox's clock (``SandboxConfiguration/clock``) since the sandbox was made.
    public var time: Duration = .zero
    /// When it was over, on the same clock; nil while it is under way.
    public var endTime: Duration?
    /// HTTP status answered; 0 where the connection was dropped, or there is no answer yet.
    public var status: Int
    /// What it asks for was done, whether or not the bot has read so: true also with ``Fault/dropAfter``, and where the bot was
    /// killed before the answer came.
    public var isCarriedOut = false
    /// The message that it sent, changed or deleted, where it was carried out.
    public var messageID: Int?
    /// Parameters that the Bot API's method does not have. Telegram ignores them without a word; a test should find none.
    public var unknownParameters: [String] = []
    /// The `description` of an answer that is an error.
    public var errorDescription: String?
    /// The seconds that an answer 429 asked the bot to wait.
    public var retryAfter: Int?
    /// It arrived before the `retry_after` of a 429 answered earlier in its chat had passed.
    public var isDuringPause = false
    /// False while the call is under way: a long poll, or one that a ``Fault`` keeps.
    public var isFinished: Bool { endTime != nil }
}
