/// Shows a rich message that is being written, for 30 seconds or until the next message of the bot; in private chats only.
///
/// The same ``draftID`` again changes what is shown. What shall last is sent with ``SendRichMessage``.
public struct SendRichMessageDraft: BotAPIMethod {
    public typealias Result = Bool
    public static let name = "sendRichMessageDraft"

    public var chatID: Int64
    /// The topic, in chats that have them.
    public var messageThreadID: Int?
    /// Not 0. A change of the draft with the same id is animated.
    public var draftID: Int
    public var richMessage: InputRichMessage
    /// Whether there is a button to stop, which brings ``Update/Content/messageGenerationStopped(_:)``.
    public var canStop: Bool?
    /// Whether the draft stays for a short time after that button.
    public var keepOnStop: Bool?

    public init(
        chatID: Int64,
        messageThreadID: Int? = nil,
        draftID: Int,
        richMessage: InputRichMessage,
        canStop: Bool? = nil,
        keepOnStop: Bool? = nil
    ) {
        self.chatID = chatID
        self.messageThreadID = messageThreadID
        self.draftID = draftID
        self.richMessage = richMessage
        self.canStop = canStop
        self.keepOnStop = keepOnStop
    }

    enum CodingKeys: String, CodingKey {
        case chatID = "chat_id"
        case messageThreadID = "message_thread_id"
        case draftID = "draft_id"
        case richMessage = "rich_message"
        case canStop = "can_stop"
        case keepOnStop = "keep_on_stop"
    }
}
