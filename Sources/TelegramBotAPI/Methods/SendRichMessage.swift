/// Sends a message of blocks: headings, lists, tables and so on.
///
/// As with ``SendMessage``, a message whose request got no answer may be in the chat all the same.
public struct SendRichMessage: BotAPIMethod {
    public typealias Result = Message
    public static let name = "sendRichMessage"

    public var chatID: Int64
    /// The topic, in chats that have them.
    public var messageThreadID: Int?
    public var richMessage: InputRichMessage
    public var replyParameters: ReplyParameters?
    public var replyMarkup: InlineKeyboardMarkup?

    public init(
        chatID: Int64,
        messageThreadID: Int? = nil,
        richMessage: InputRichMessage,
        replyParameters: ReplyParameters? = nil,
        replyMarkup: InlineKeyboardMarkup? = nil
    ) {
        self.chatID = chatID
        self.messageThreadID = messageThreadID
        self.richMessage = richMessage
        self.replyParameters = replyParameters
        self.replyMarkup = replyMarkup
    }

    enum CodingKeys: String, CodingKey {
        case chatID = "chat_id"
        case messageThreadID = "message_thread_id"
        case richMessage = "rich_message"
        case replyParameters = "reply_parameters"
        case replyMarkup = "reply_markup"
    }
}
