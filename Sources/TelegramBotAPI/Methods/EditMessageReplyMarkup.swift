/// Changes the keyboard under a message that the bot has sent.
public struct EditMessageReplyMarkup: BotAPIMethod {
    public typealias Result = Message
    public static let name = "editMessageReplyMarkup"

    public var chatID: Int64
    public var messageID: Int
    /// Without it the message loses its keyboard.
    public var replyMarkup: InlineKeyboardMarkup?

    public init(chatID: Int64, messageID: Int, replyMarkup: InlineKeyboardMarkup? = nil) {
        self.chatID = chatID
        self.messageID = messageID
        self.replyMarkup = replyMarkup
    }

    enum CodingKeys: String, CodingKey {
        case chatID = "chat_id"
        case messageID = "message_id"
        case replyMarkup = "reply_markup"
    }
}
