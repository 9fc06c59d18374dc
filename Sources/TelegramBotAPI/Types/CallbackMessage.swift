/// The message under whose button a person pressed; of an inaccessible one only the chat and the id are known.
public struct CallbackMessage: Codable, Sendable, Hashable {
    public var messageID: Int
    public var chat: Chat
    public var messageThreadID: Int?
    public var isTopicMessage: Bool?
    /// Seconds since 1970; 0 for a message that the bot can't reach any more.
    public var date: Int

    /// Whether the message can still be edited or answered.
    public var isAccessible: Bool { date != 0 }

    public init(messageID: Int, chat: Chat, messageThreadID: Int? = nil, isTopicMessage: Bool? = nil, date: Int) {
        self.messageID = messageID
        self.chat = chat
        self.messageThreadID = messageThreadID
        self.isTopicMessage = isTopicMessage
        self.date = date
    }

    enum CodingKeys: String, CodingKey {
        case messageID = "message_id"
        case chat
        case messageThreadID = "message_thread_id"
        case isTopicMessage = "is_topic_message"
        case date
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        messageID = try fields.decode(Int.self, forKey: .messageID)
        chat = try fields.decode(Chat.self, forKey: .chat)
        messageThreadID = fields.lenient(.messageThreadID)
        isTopicMessage = fields.lenient(.isTopicMessage)
        date = fields.lenient(.date) ?? 0
    }
}
