/// Changes the content of a message that the bot has sent.
///
/// It may be repeated: the same content again is refused with ``Refusal/Reason-swift.enum/messageNotModified``, which is as
/// good as success.
public struct EditMessageText: BotAPIMethod {
    public typealias Result = Message
    public static let name = "editMessageText"

    public var chatID: Int64
    public var messageID: Int
    /// 1–4096 characters; exactly one of this and ``richMessage`` is set.
    public var text: String?
    public var entities: [MessageEntity]?
    public var linkPreviewOptions: LinkPreviewOptions?
    public var richMessage: InputRichMessage?
    /// Without it the message loses its keyboard.
    public var replyMarkup: InlineKeyboardMarkup?

    public init(
        chatID: Int64,
        messageID: Int,
        text: String,
        entities: [MessageEntity]? = nil,
        linkPreviewOptions: LinkPreviewOptions? = nil,
        replyMarkup: InlineKeyboardMarkup? = nil
    ) {
        self.chatID = chatID
        self.messageID = messageID
        self.text = text
        self.entities = entities
        self.linkPreviewOptions = linkPreviewOptions
        self.replyMarkup = replyMarkup
    }

    public init(
        chatID: Int64,
        messageID: Int,
        richMessage: InputRichMessage,
        replyMarkup: InlineKeyboardMarkup? = nil
    ) {
        self.chatID = chatID
        self.messageID = messageID
        self.richMessage = richMessage
        self.replyMarkup = replyMarkup
    }

    enum CodingKeys: String, CodingKey {
        case chatID = "chat_id"
        case messageID = "message_id"
        case text
        case entities
        case linkPreviewOptions = "link_preview_options"
        case richMessage = "rich_message"
        case replyMarkup = "reply_markup"
    }
}
