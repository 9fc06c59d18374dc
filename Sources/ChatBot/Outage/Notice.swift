/// The message by which a person was told that the answer will be late.
struct Notice: Sendable, Hashable {
    var conversation: ConversationID
    var messageID: Int
}
