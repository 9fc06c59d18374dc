/// A message as Telegram keeps it.
struct StoredMessage {
    enum Content: Hashable {
        case text(String, entities: [JSON])
        case topicCreated(name: String)
    }

    var id: Int
    var from: Int64
    var isFromBot: Bool
    var date: Int
    var editDate: Int?
    var threadID: Int?
    var replyTo: Int?
    var content: Content
    var keyboard: InlineKeyboard?

    var text: String {
        if case .text(let text, _) = content { text } else { "" }
    }

    var isService: Bool {
        if case .topicCreated = content { true } else { false }
    }
}
