/// A method that the sandbox has, with the names of its parameters in Bot API 10.3.
struct BotAPIMethod: Sendable {
    typealias Body = @Sendable (isolated TelegramSandbox, Parameters) async throws -> String

    let name: String
    /// What the method takes here.
    let parameters: Set<String>
    /// What it takes at Telegram and can't here: refused, rather than left undone without a word.
    let unsupported: Set<String>
    /// Unknown to servers without rich messages.
    let isRich: Bool
    /// Carries it out; the result is JSON text.
    let body: Body

    init(
        _ name: String,
        _ parameters: Set<String> = [],
        unsupported: Set<String> = [],
        isRich: Bool = false,
        body: @escaping Body
    ) {
        self.name = name
        self.parameters = parameters
        self.unsupported = unsupported
        self.isRich = isRich
        self.body = body
    }

    /// All of them by their name in lower case: Telegram does not care how it is spelled.
    static let all: [String: BotAPIMethod] = Dictionary(
        uniqueKeysWithValues: (receiving + messages + chats).map { ($0.name.lowercased(), $0) }
    )

    private static let receiving = [
        BotAPIMethod("getMe") { sandbox, _ in sandbox.getMe().text },
        BotAPIMethod("getUpdates", ["offset", "limit", "timeout", "allowed_updates"]) { sandbox, parameters in
            try await sandbox.getUpdates(parameters)
        },
        BotAPIMethod(
            "setWebhook",
            ["url", "ip_address", "max_connections", "allowed_updates", "drop_pending_updates", "secret_token"],
            unsupported: ["certificate"]
        ) { sandbox, parameters in try sandbox.setWebhook(parameters).text },
        BotAPIMethod("deleteWebhook", ["drop_pending_updates"]) { sandbox, parameters in
            try sandbox.deleteWebhook(parameters).text
        },
        BotAPIMethod("getWebhookInfo") { sandbox, _ in sandbox.getWebhookInfo().text },
    ]

    private static let sendingElsewhere: Set<String> = [
        "business_connection_id", "direct_messages_topic_id", "ephemeral_message_parameters",
        "suggested_post_parameters",
    ]

    private static let messages = [
        BotAPIMethod(
            "sendMessage",
            [
                "chat_id", "message_thread_id", "text", "parse_mode", "entities", "link_preview_options",
                "disable_notification", "protect_content", "allow_paid_broadcast", "message_effect_id",
                "reply_parameters", "reply_markup",
            ],
            unsupported: sendingElsewhere
        ) { sandbox, parameters in try sandbox.sendMessage(parameters).text },
        BotAPIMethod(
            "sendRichMessage",
            [
                "chat_id", "message_thread_id", "rich_message", "disable_notification", "protect_content",
                "allow_paid_broadcast", "message_effect_id", "reply_parameters", "reply_markup",
            ],
            unsupported: sendingElsewhere,
            isRich: true
        ) { sandbox, parameters in try sandbox.sendRichMessage(parameters).text },
        BotAPIMethod(
            "sendDocument",
            [
                "chat_id", "message_thread_id", "document", "caption", "parse_mode", "caption_entities",
                "disable_content_type_detection", "disable_notification", "protect_content", "allow_paid_broadcast",
                "message_effect_id", "reply_parameters", "reply_markup",
            ],
            unsupported: sendingElsewhere.union(["thumbnail"])
        ) { sandbox, parameters in try sandbox.sendDocument(parameters).text },
        BotAPIMethod(
            "editMessageText",
            [
                "chat_id", "message_id", "text", "parse_mode", "entities", "link_preview_options", "rich_message",
                "reply_markup",
            ],
            unsupported: ["business_connection_id", "inline_message_id"]
        ) { sandbox, parameters in try sandbox.editMessageText(parameters).text },
        BotAPIMethod(
            "editMessageReplyMarkup",
            ["chat_id", "message_id", "reply_markup"],
            unsupported: ["business_connection_id", "inline_message_id"]
        ) { sandbox, parameters in try sandbox.editMessageReplyMarkup(parameters).text },
        BotAPIMethod("deleteMessage", ["chat_id", "message_id"]) { sandbox, parameters in
            try sandbox.deleteMessage(parameters).text
        },
        BotAPIMethod(
            "sendMessageDraft",
            [
                "chat_id", "message_thread_id", "draft_id", "text", "parse_mode", "entities", "can_stop",
                "keep_on_stop",
            ]
        ) { sandbox, parameters in try sandbox.sendMessageDraft(parameters).text },
        BotAPIMethod(
            "sendRichMessageDraft",
            ["chat_id", "message_thread_id", "draft_id", "rich_message", "can_stop", "keep_on_stop"],
            isRich: true
        ) { sandbox, parameters in try sandbox.sendRichMessageDraft(parameters).text },
    ]

    private static let chats = [
        BotAPIMethod(
            "sendChatAction",
            ["chat_id", "message_thread_id", "action"],
            unsupported: ["business_connection_id"]
        ) { sandbox, parameters in try sandbox.sendChatAction(parameters).text },
        BotAPIMethod(
            "answerCallbackQuery",
            ["callback_query_id", "text", "show_alert", "url", "cache_time"]
        ) { sandbox, parameters in try sandbox.answerCallbackQuery(parameters).text },
        BotAPIMethod("setMyCommands", ["commands", "scope", "language_code"]) { sandbox, parameters in
            try sandbox.setMyCommands(parameters).text
        },
        BotAPIMethod("getMyCommands", ["scope", "language_code"]) { sandbox, parameters in
            try sandbox.getMyCommands(parameters).text
        },
        BotAPIMethod("getChat", ["chat_id"]) { sandbox, parameters in try sandbox.getChat(parameters).text },
    ]
}
