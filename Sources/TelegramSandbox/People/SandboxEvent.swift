/// Something that happens in a chat where people see it.
public enum SandboxEvent: Sendable, Hashable {
    /// A new message of the bot.
    case message(SandboxMessage)
    /// The bot changed a message's text or buttons.
    case edited(SandboxMessage)
    /// The bot deleted a message.
    case deleted(chatID: Int64, messageID: Int)
    /// "typing" and the like.
    case chatAction(chatID: Int64, messageThreadID: Int?, action: String)
    /// A preview of an answer that is being written; an empty text is "Thinking…".
    case draft(SandboxDraft)
    /// A button stops showing that it waits; only for the person who pressed it.
    case callbackAnswered(callbackQueryID: String, text: String?, showAlert: Bool)
}

/// A preview that the bot shows while it writes (`sendMessageDraft`, `sendRichMessageDraft`); it ends with the bot's next message there, or after 30 s.
public struct SandboxDraft: Sendable, Hashable {
    public var chatID: Int64
    public var messageThreadID: Int?
    public var draftID: Int64
    /// What is read of it, as in ``SandboxMessage/text``.
    public var text: String
    /// How the bot formatted the text.
    public var entities: [SandboxEntity] = []
    /// The content of a rich draft; nil for any other.
    public var richBlocks: [SandboxRichBlock]?
    /// There is a Stop button.
    public var canStop: Bool
}

extension SandboxDraft {
    init(_ draft: Chat.Draft, chatID: Int64, messageThreadID: Int?) {
        let canStop = draft.canStop
        self.init(chatID: chatID, messageThreadID: messageThreadID, draftID: draft.id, text: "", canStop: canStop)
        switch draft.content {
        case .text(let text):
            self.text = text.text
            entities = text.entities.compactMap { SandboxEntity($0.json) }
        case .rich(let message):
            text = message.blocks.text
            richBlocks = message.blocks
        }
    }
}
