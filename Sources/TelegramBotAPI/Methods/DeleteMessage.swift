/// Deletes a message that the bot has sent in the last 48 hours.
public struct DeleteMessage: BotAPIMethod {
    public typealias Result = Bool
    public static let name = "deleteMessage"

    public var chatID: Int64
    public var messageID: Int

    public init(chatID: Int64, messageID: Int) {
        self.chatID = chatID
        self.messageID = messageID
    }

    enum CodingKeys: String, CodingKey {
        case chatID = "chat_id"
        case messageID = "message_id"
    }
}
