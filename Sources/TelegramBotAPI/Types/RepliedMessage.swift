/// The part of a replied-to message that a bot needs to know whose it was and what it said.
public struct RepliedMessage: Codable, Sendable, Hashable {
    public var messageID: Int
    public var from: User?
    public var text: String?

    public init(messageID: Int, from: User? = nil, text: String? = nil) {
        self.messageID = messageID
        self.from = from
        self.text = text
    }

    enum CodingKeys: String, CodingKey {
        case messageID = "message_id"
        case from
        case text
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        messageID = try fields.decode(Int.self, forKey: .messageID)
        from = fields.lenient(.from)
        text = fields.lenient(.text)
    }
}
