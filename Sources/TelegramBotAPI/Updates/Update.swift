/// Something that happened, as `getUpdates` or a webhook tells it.
public struct Update: Sendable, Hashable {
    /// What happened.
    public enum Content: Sendable, Hashable {
        case message(Message)
        case editedMessage(Message)
        case callbackQuery(CallbackQuery)
        case myChatMember(ChatMemberUpdated)
        /// A kind that this client does not decode, by its name in the Bot API.
        case unknown(kind: String)
        /// A known kind whose fields are not as they should be.
        case malformed(kind: String, reason: String)
    }

    public var updateID: Int
    public var content: Content
}

/// The bot's own standing in a chat has changed.
public struct ChatMemberUpdated: Sendable, Hashable, Decodable {
    public var chat: Chat
    public var from: User
    /// `member`, `kicked`, `left`, `administrator` …
    public var newStatus: String  // new_chat_member.status
}
