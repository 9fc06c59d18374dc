/// Which message a new message is a reply to.
public struct ReplyParameters: Codable, Sendable, Hashable {
    public var messageID: Int
    /// Whether the message is sent also when the other one is gone.
    public var allowSendingWithoutReply: Bool?

    public init(messageID: Int, allowSendingWithoutReply: Bool? = nil) {
        self.messageID = messageID
        self.allowSendingWithoutReply = allowSendingWithoutReply
    }

    enum CodingKeys: String, CodingKey {
        case messageID = "message_id"
        case allowSendingWithoutReply = "allow_sending_without_reply"
    }
}
