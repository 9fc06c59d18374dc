/// The bot's own standing in a chat has changed.
public struct ChatMemberUpdated: Sendable, Hashable, Decodable {
    public var chat: Chat
    /// Who changed it.
    public var from: User
    /// `member`, `kicked`, `left`, `administrator` … (`status` of `new_chat_member`)
    public var newStatus: String

    public init(chat: Chat, from: User, newStatus: String) {
        self.chat = chat
        self.from = from
        self.newStatus = newStatus
    }

    private enum CodingKeys: String, CodingKey {
        case chat
        case from
        case newChatMember = "new_chat_member"
    }

    private enum MemberKeys: String, CodingKey {
        case status
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        chat = try fields.decode(Chat.self, forKey: .chat)
        from = try fields.decode(User.self, forKey: .from)
        newStatus = try fields.nestedContainer(keyedBy: MemberKeys.self, forKey: .newChatMember)
            .decode(String.self, forKey: .status)
    }
}
