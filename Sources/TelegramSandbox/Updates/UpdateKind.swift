/// The kinds of updates of Bot API 10.3.
enum UpdateKind {
    static let message = "message"
    static let editedMessage = "edited_message"
    static let callbackQuery = "callback_query"
    static let myChatMember = "my_chat_member"
    static let stoppedMessageGeneration = "stopped_message_generation"

    static let all: Set<String> = [
        message, editedMessage, "channel_post", "edited_channel_post", "business_connection", "business_message",
        "edited_business_message", "deleted_business_messages", "guest_message", "message_reaction",
        "message_reaction_count", "inline_query", "chosen_inline_result", callbackQuery, "shipping_query",
        "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", myChatMember, "chat_member",
        "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot", "subscription",
        stoppedMessageGeneration,
    ]

    /// What a bot gets that never asked for anything in particular.
    static let byDefault = all.subtracting(["chat_member", "message_reaction", "message_reaction_count"])
}
