/// A message as Telegram keeps it.
struct StoredMessage {
    enum Content: Hashable {
        case text(FormattedText)
        case rich(RichMessage)
        case document(StoredDocument, caption: FormattedText)
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

    /// What is read of it, in its only form.
    var text: String {
        switch content {
        case .text(let text), .document(_, let text): text.text
        case .rich(let message): message.blocks.text
        case .topicCreated: ""
        }
    }

    /// Its text is what it is: no caption, which another method edits.
    var hasText: Bool {
        switch content {
        case .text, .rich: true
        case .document, .topicCreated: false
        }
    }

    var isService: Bool {
        if case .topicCreated = content { true } else { false }
    }

    var entities: [Entity] {
        switch content {
        case .text(let text), .document(_, let text): text.entities
        case .rich, .topicCreated: []
        }
    }

    var richBlocks: [SandboxRichBlock]? {
        if case .rich(let message) = content { message.blocks } else { nil }
    }

    var document: SandboxDocument? {
        guard case .document(let document, _) = content else { return nil }
        return SandboxDocument(name: document.name, mediaType: document.mediaType, bytes: document.bytes)
    }
}
