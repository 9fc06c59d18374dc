/// Where a conversation happens: a chat, or one topic of it.
struct ConversationID: Sendable, Hashable, Codable {
    var chatID: Int64
    var messageThreadID: Int?
}

extension ConversationID: CustomStringConvertible {
    var description: String { messageThreadID.map { "\(chatID)/\($0)" } ?? "\(chatID)" }
}
