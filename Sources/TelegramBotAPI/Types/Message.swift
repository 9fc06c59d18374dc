/// A message in a chat, with the fields that a bot of words needs.
public struct Message: Sendable, Hashable {
    public var messageID: Int
    /// The topic, in chats that have them.
    public var messageThreadID: Int?
    public var isTopicMessage: Bool?
    /// Who wrote it; missing in channels.
    public var from: User?
    /// The chat on whose behalf it was written, such as a channel or an anonymous administrator's group.
    public var senderChat: Chat?
    /// Seconds since 1970; 0 where the server did not say.
    public var date: Int
    public var editDate: Int?
    public var chat: Chat
    public var replyToMessage: RepliedMessage?
    public var text: String?
    public var entities: [MessageEntity]?
    /// The text under a photo, a document and so on.
    public var caption: String?
    public var captionEntities: [MessageEntity]?
    public var replyMarkup: InlineKeyboardMarkup?
    /// The supergroup that this group has become.
    public var migrateToChatID: Int64?
    /// The group that this supergroup was.
    public var migrateFromChatID: Int64?
    /// Which kinds of content the message carries that this client does not decode (`photo`, `sticker`, `new_chat_members` …).
    public var otherContent: Set<String>

    public init(
        messageID: Int,
        messageThreadID: Int? = nil,
        isTopicMessage: Bool? = nil,
        from: User? = nil,
        senderChat: Chat? = nil,
        date: Int,
        editDate: Int? = nil,
        chat: Chat,
        replyToMessage: RepliedMessage? = nil,
        text: String? = nil,
        entities: [MessageEntity]? = nil,
        caption: String? = nil,
        captionEntities: [MessageEntity]? = nil,
        replyMarkup: InlineKeyboardMarkup? = nil,
        migrateToChatID: Int64? = nil,
        migrateFromChatID: Int64? = nil,
        otherContent: Set<String> = []
    ) {
        self.messageID = messageID
        self.messageThreadID = messageThreadID
        self.isTopicMessage = isTopicMessage
        self.from = from
        self.senderChat = senderChat
        self.date = date
        self.editDate = editDate
        self.chat = chat
        self.replyToMessage = replyToMessage
        self.text = text
        self.entities = entities
        self.caption = caption
        self.captionEntities = captionEntities
        self.replyMarkup = replyMarkup
        self.migrateToChatID = migrateToChatID
        self.migrateFromChatID = migrateFromChatID
        self.otherContent = otherContent
    }
}
