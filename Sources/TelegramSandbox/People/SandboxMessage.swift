/// A message as a person sees it.
public struct SandboxMessage: Sendable, Hashable {
    /// As at Telegram, it grows from message to message; private chats and basic groups share one counter, each supergroup has its own.
    public var messageID: Int
    public var chatID: Int64
    public var messageThreadID: Int?
    public var isFromBot: Bool
    public var fromID: Int64
    /// When it was written, in seconds since 1970.
    public var date: Int = 0
    /// What is read of it: its text, the caption of its document, or the text of its rich blocks, a line for each.
    public var text: String
    /// Rows of button texts.
    public var buttons: [[String]]
    public var isEdited: Bool
    /// How the bot formatted the text or the caption.
    public var entities: [SandboxEntity]
    /// The content of a rich message; nil for any other.
    public var richBlocks: [SandboxRichBlock]?
    public var document: SandboxDocument?
    /// The message that this one answers.
    public var replyToMessageID: Int?
}

/// A file in a message.
public struct SandboxDocument: Sendable, Hashable {
    public var name: String
    /// As the bot said it, `text/markdown` or the like.
    public var mediaType: String?
    public var bytes: [UInt8]

    /// The file as text; what is no UTF-8 is replaced.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// A formatted part of a text.
public struct SandboxEntity: Sendable, Hashable {
    /// `bold`, `pre`, `text_link`, … as in the Bot API.
    public var type: String
    /// In UTF-16 code units.
    public var offset: Int
    /// In UTF-16 code units.
    public var length: Int
    /// Of a `text_link`.
    public var url: String?
    /// Of a `pre`.
    public var language: String?

    init?(_ json: JSON) {
        guard let type = json["type"]?.string, let offset = json["offset"]?.integer,
            let length = json["length"]?.integer
        else { return nil }
        self.type = type
        self.offset = Int(offset)
        self.length = Int(length)
        url = json["url"]?.string
        language = json["language"]?.string
    }
}
