extension Message: Codable {
    enum CodingKeys: String, CodingKey {
        case messageID = "message_id"
        case messageThreadID = "message_thread_id"
        case isTopicMessage = "is_topic_message"
        case from
        case senderChat = "sender_chat"
        case date
        case editDate = "edit_date"
        case chat
        case replyToMessage = "reply_to_message"
        case text
        case entities
        case caption
        case captionEntities = "caption_entities"
        case replyMarkup = "reply_markup"
        case migrateToChatID = "migrate_to_chat_id"
        case migrateFromChatID = "migrate_from_chat_id"
    }

    /// Only `message_id` and `chat` must be there and right; anything else that is not as it should be counts as missing.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        messageID = try fields.decode(Int.self, forKey: .messageID)
        messageThreadID = fields.lenient(.messageThreadID)
        isTopicMessage = fields.lenient(.isTopicMessage)
        from = fields.lenient(.from)
        senderChat = fields.lenient(.senderChat)
        date = fields.lenient(.date) ?? 0
        editDate = fields.lenient(.editDate)
        chat = try fields.decode(Chat.self, forKey: .chat)
        replyToMessage = fields.lenient(.replyToMessage)
        text = fields.lenient(.text)
        entities = fields.lenientArray(.entities)
        caption = fields.lenient(.caption)
        captionEntities = fields.lenientArray(.captionEntities)
        replyMarkup = fields.lenient(.replyMarkup)
        migrateToChatID = fields.lenient(.migrateToChatID)
        migrateFromChatID = fields.lenient(.migrateFromChatID)
        otherContent = try Self.otherContent(of: decoder)
        // A text that can't be decoded is content all the same: the message is not an empty one.
        if text == nil, fields.contains(.text) { otherContent.insert(CodingKeys.text.rawValue) }
    }

    /// What ``otherContent`` names is encoded as `true`, so that a stored message is read back as it was.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(messageID, forKey: .messageID)
        try fields.encodeIfPresent(messageThreadID, forKey: .messageThreadID)
        try fields.encodeIfPresent(isTopicMessage, forKey: .isTopicMessage)
        try fields.encodeIfPresent(from, forKey: .from)
        try fields.encodeIfPresent(senderChat, forKey: .senderChat)
        try fields.encode(date, forKey: .date)
        try fields.encodeIfPresent(editDate, forKey: .editDate)
        try fields.encode(chat, forKey: .chat)
        try fields.encodeIfPresent(replyToMessage, forKey: .replyToMessage)
        try fields.encodeIfPresent(text, forKey: .text)
        try fields.encodeIfPresent(entities, forKey: .entities)
        try fields.encodeIfPresent(caption, forKey: .caption)
        try fields.encodeIfPresent(captionEntities, forKey: .captionEntities)
        try fields.encodeIfPresent(replyMarkup, forKey: .replyMarkup)
        try fields.encodeIfPresent(migrateToChatID, forKey: .migrateToChatID)
        try fields.encodeIfPresent(migrateFromChatID, forKey: .migrateFromChatID)
        var others = encoder.container(keyedBy: FieldName.self)
        for name in otherContent.sorted() {
            try others.encode(true, forKey: FieldName(stringValue: name))
        }
    }

    /// Telegram adds kinds of content at any time, so a field counts as content unless it is known not to be.
    private static func otherContent(of decoder: any Decoder) throws -> Set<String> {
        let names = try decoder.container(keyedBy: FieldName.self).allKeys.map(\.stringValue)
        return Set(names.filter { CodingKeys(stringValue: $0) == nil && !circumstances.contains($0) })
    }

    /// The fields of a message that say something about it but are not content (Bot API 10.3).
    private static let circumstances: Set<String> = [
        "author_signature", "business_connection_id", "direct_messages_topic", "effect_id", "ephemeral_message_id",
        "external_reply", "forward_date", "forward_from", "forward_from_chat", "forward_from_message_id",
        "forward_origin", "forward_sender_name", "forward_signature", "guest_bot_caller_chat",
        "guest_bot_caller_user", "guest_query_id", "has_media_spoiler", "has_protected_content",
        "is_automatic_forward", "is_from_offline", "is_paid_post", "link_preview_options", "media_group_id",
        "paid_star_count", "quote", "receiver_user", "reply_to_checklist_task_id", "reply_to_poll_option_id",
        "reply_to_story", "sender_boost_count", "sender_business_bot", "sender_tag", "show_caption_above_media",
        "suggested_post_info", "via_bot",
    ]
}

/// A field by whatever name it has.
private struct FieldName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        return nil
    }
}
