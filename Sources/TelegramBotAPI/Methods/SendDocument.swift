/// Uploads a file and sends it as a document, up to 50 MB.
///
/// As with ``SendMessage``, a document whose request got no answer may be in the chat all the same.
public struct SendDocument: BotAPIMethod {
    public typealias Result = Message
    public static let name = "sendDocument"

    public var chatID: Int64
    /// The topic, in chats that have them.
    public var messageThreadID: Int?
    /// The name that the chat shows, such as `answer.md`.
    public var fileName: String
    /// The file itself; Telegram refuses an empty one.
    public var content: [UInt8]
    /// Up to 1024 characters.
    public var caption: String?
    public var replyParameters: ReplyParameters?
    public var replyMarkup: InlineKeyboardMarkup?

    public init(
        chatID: Int64,
        messageThreadID: Int? = nil,
        fileName: String,
        content: [UInt8],
        caption: String? = nil,
        replyParameters: ReplyParameters? = nil,
        replyMarkup: InlineKeyboardMarkup? = nil
    ) {
        self.chatID = chatID
        self.messageThreadID = messageThreadID
        self.fileName = fileName
        self.content = content
        self.caption = caption
        self.replyParameters = replyParameters
        self.replyMarkup = replyMarkup
    }

    public var files: [InputFile] {
        [InputFile(parameter: "document", name: fileName, content: content)]
    }

    /// Time for the way there on a slow line: a second for each 50 kB.
    public var expectedDuration: Duration { .seconds(content.count / 50_000) }

    enum CodingKeys: String, CodingKey {
        case chatID = "chat_id"
        case messageThreadID = "message_thread_id"
        case caption
        case replyParameters = "reply_parameters"
        case replyMarkup = "reply_markup"
    }
}
