/// Shows a text that is being written, for 30 seconds or until the next message of the bot; in private chats only.
///
/// The same ``draftID`` again changes what is shown. What shall last is sent with ``SendMessage``.
public struct SendMessageDraft: BotAPIMethod {
    public typealias Result = Bool
    public static let name = "sendMessageDraft"

    public var chatID: Int64
    /// The topic, in chats that have them.
    public var messageThreadID: Int?
    /// Not 0. A change of the draft with the same id is animated.
    public var draftID: Int
    /// 0–4096 characters; an empty text shows “Thinking…”.
    public var text: String
    public var entities: [MessageEntity]?
    /// Whether there is a button to stop, which brings ``Update/Content/messageGenerationStopped(_:)``.
    public var canStop: Bool?
    /// Whether the draft stays for a short time after that button.
    public var keepOnStop: Bool?

    public init(
        chatID: Int64,
        messageThreadID: Int? = nil,
        draftID: Int,
        text: String,
        entities: [MessageEntity]? = nil,
        canStop: Bool? = nil,
        keepOnStop: Bool? = nil
    ) {
        self.chatID = chatID
        self.messageThreadID = messageThreadID
        self.draftID = draftID
        self.text = text
        self.entities = entities
        self.canStop = canStop
        self.keepOnStop = keepOnStop
    }

    enum CodingKeys: String, CodingKey {
        case chatID = "chat_id"
        case messageThreadID = "message_thread_id"
        case draftID = "draft_id"
        case text
        case entities
        case canStop = "can_stop"
        case keepOnStop = "keep_on_stop"
    }
}
