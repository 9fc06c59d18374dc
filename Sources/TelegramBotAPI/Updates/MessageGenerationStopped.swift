/// A person has pressed the button to stop under a draft (`stopped_message_generation`).
///
/// Telegram only ceases to show the draft: it is for the bot to end the generation, and to send what shall stay.
public struct MessageGenerationStopped: Sendable, Hashable, Decodable {
    public var chat: Chat
    public var messageThreadID: Int?
    /// The draft that was stopped, by the id that the bot gave it.
    public var draftID: Int

    public init(chat: Chat, messageThreadID: Int? = nil, draftID: Int) {
        self.chat = chat
        self.messageThreadID = messageThreadID
        self.draftID = draftID
    }

    enum CodingKeys: String, CodingKey {
        case chat
        case messageThreadID = "message_thread_id"
        case draftID = "draft_id"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        chat = try fields.decode(Chat.self, forKey: .chat)
        messageThreadID = fields.lenient(.messageThreadID)
        draftID = try fields.decode(Int.self, forKey: .draftID)
    }
}
