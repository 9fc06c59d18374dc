/// A message as Telegram keeps it.
struct StoredMessage {
    enum Content: Hashable {
        case text(FormattedText)
        case rich(RichMessage)
        case document(StoredDocument, caption: FormattedText)
        case topicCreated(name: String)
        /// Who it is from is in the group from now on.
        case joined
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
        case .topicCreated, .joined: ""
        }
    }

    /// Its text is what it is: no caption, which another method edits.
    var hasText: Bool {
        switch content {
        case .text, .rich: true
        case .document, .topicCreated, .joined: false
        }
    }

    var isService: Bool {
        switch content {
        case .topicCreated, .joined: true
        case .text, .rich, .document: false
        }
    }

    var entities: [Entity] {
        switch content {
        case .text(let text), .document(_, let text): text.entities
        case .rich, .topicCreated, .joined: []
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
