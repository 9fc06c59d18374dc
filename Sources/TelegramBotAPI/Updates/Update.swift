/// Something that happened, as `getUpdates` or a webhook tells it.
public struct Update: Sendable, Hashable {
    /// What happened.
    public enum Content: Sendable, Hashable {
        case message(Message)
        case editedMessage(Message)
        case callbackQuery(CallbackQuery)
        case myChatMember(ChatMemberUpdated)
        case messageGenerationStopped(MessageGenerationStopped)
        /// A kind that this client does not decode, by its name in the Bot API.
        case unknown(kind: String)
        /// A known kind whose fields are not as they should be. The reason holds nothing of what people wrote.
        case malformed(kind: String, reason: String)
    }

    /// Rises by one with each update, but starts anew at a random number after a week without any.
    public var updateID: Int
    public var content: Content

    public init(updateID: Int, content: Content) {
        self.updateID = updateID
        self.content = content
    }
}
