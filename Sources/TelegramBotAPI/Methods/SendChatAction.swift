/// Shows for 5 seconds, or until the next message, that the bot is at work.
public struct SendChatAction: BotAPIMethod {
    public typealias Result = Bool
    public static let name = "sendChatAction"

    public var chatID: Int64
    public var messageThreadID: Int?
    public var action: ChatAction

    public init(chatID: Int64, messageThreadID: Int? = nil, action: ChatAction) {
        self.chatID = chatID
        self.messageThreadID = messageThreadID
        self.action = action
    }

    enum CodingKeys: String, CodingKey {
        case chatID = "chat_id"
        case messageThreadID = "message_thread_id"
        case action
    }
}
