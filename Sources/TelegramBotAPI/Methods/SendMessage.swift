/// Sends a text.
///
/// Where the connection breaks after the request went out (``ConnectionFailure/mayHaveArrived``), the message may be
/// in the chat: Telegram can't tell a repeated message from a new one.
public struct SendMessage: BotAPIMethod {
    public typealias Result = Message
    public static let name = "sendMessage"

    public var chatID: Int64
    /// The topic, in chats that have them.
    public var messageThreadID: Int?
    /// 1–4096 characters.
    public var text: String
    public var entities: [MessageEntity]?
    public var linkPreviewOptions: LinkPreviewOptions?
    public var replyParameters: ReplyParameters?
    public var replyMarkup: InlineKeyboardMarkup?

    public init(
        chatID: Int64,
        messageThreadID: Int? = nil,
        text: String,
        entities: [MessageEntity]? = nil,
        linkPreviewOptions: LinkPreviewOptions? = nil,
        replyParameters: ReplyParameters? = nil,
        replyMarkup: InlineKeyboardMarkup? = nil
    ) {
        self.chatID = chatID
        self.messageThreadID = messageThreadID
        self.text = text
        self.entities = entities
        self.linkPreviewOptions = linkPreviewOptions
        self.replyParameters = replyParameters
        self.replyMarkup = replyMarkup
    }

    enum CodingKeys: String, CodingKey {
        case chatID = "chat_id"
        case messageThreadID = "message_thread_id"
        case text
        case entities
        case linkPreviewOptions = "link_preview_options"
        case replyParameters = "reply_parameters"
        case replyMarkup = "reply_markup"
    }
}
