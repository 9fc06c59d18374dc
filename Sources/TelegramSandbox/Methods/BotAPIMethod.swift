/// A method that the sandbox has, with the names of its parameters in Bot API 10.3.
struct BotAPIMethod: Sendable {
    typealias Body = @Sendable (isolated TelegramSandbox, Parameters) async throws -> MethodResult

    let name: String
    /// What the method takes here.
    let parameters: Set<String>
    /// What it takes at Telegram and can't here: refused, rather than left undone without a word.
    let unsupported: Set<String>
    /// Unknown to servers without rich messages.
    let isRich: Bool
    /// Carries it out.
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
        BotAPIMethod("getMe") { sandbox, _ in MethodResult(sandbox.getMe()) },
        BotAPIMethod("getUpdates", ["offset", "limit", "timeout", "allowed_updates"]) { sandbox, parameters in
            try await MethodResult(text: sandbox.getUpdates(parameters))
        },
        BotAPIMethod(
            "setWebhook",
            ["url", "ip_address", "max_connections", "allowed_updates", "drop_pending_updates", "secret_token"],
            unsupported: ["certificate"]
        ) { sandbox, parameters in try MethodResult(sandbox.setWebhook(parameters)) },
        BotAPIMethod("deleteWebhook", ["drop_pending_updates"]) { sandbox, parameters in
            try MethodResult(sandbox.deleteWebhook(parameters))
        },
        BotAPIMethod("getWebhookInfo") { sandbox, _ in MethodResult(sandbox.getWebhookInfo()) },
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
        ) { sandbox, parameters in try MethodResult(sandbox.sendMessage(parameters)) },
        BotAPIMethod(
            "sendRichMessage",
            [
                "chat_id", "message_thread_id", "rich_message", "disable_notification", "protect_content",
                "allow_paid_broadcast", "message_effect_id", "reply_parameters", "reply_markup",
            ],
            unsupported: sendingElsewhere,
            isRich: true
        ) { sandbox, parameters in try MethodResult(sandbox.sendRichMessage(parameters)) },
        BotAPIMethod(
            "sendDocument",
            [
                "chat_id", "message_thread_id", "document", "caption", "parse_mode", "caption_entities",
                "disable_content_type_detection", "disable_notification", "protect_content", "allow_paid_broadcast",
                "message_effect_id", "reply_parameters", "reply_markup",
            ],
            unsupported: sendingElsewhere.union(["thumbnail"])
        ) { sandbox, parameters in try MethodResult(sandbox.sendDocument(parameters)) },
        BotAPIMethod(
            "editMessageText",
            [
                "chat_id", "message_id", "text", "parse_mode", "entities", "link_preview_options", "rich_message",
                "reply_markup",
            ],
            unsupported: ["business_connection_id", "inline_message_id"]
        ) { sandbox, parameters in try MethodResult(sandbox.editMessageText(parameters)) },
        BotAPIMethod(
            "editMessageReplyMarkup",
            ["chat_id", "message_id", "reply_markup"],
            unsupported: ["business_connection_id", "inline_message_id"]
        ) { sandbox, parameters in try MethodResult(sandbox.editMessageReplyMarkup(parameters)) },
        BotAPIMethod("deleteMessage", ["chat_id", "message_id"]) { sandbox, parameters in
            try MethodResult(sandbox.deleteMessage(parameters))
        },
        BotAPIMethod(
            "sendMessageDraft",
            [
                "chat_id", "message_thread_id", "draft_id", "text", "parse_mode", "entities", "can_stop",
                "keep_on_stop",
            ]
        ) { sandbox, parameters in try MethodResult(sandbox.sendMessageDraft(parameters)) },
        BotAPIMethod(
            "sendRichMessageDraft",
            ["chat_id", "message_thread_id", "draft_id", "rich_message", "can_stop", "keep_on_stop"],
            isRich: true
        ) { sandbox, parameters in try MethodResult(sandbox.sendRichMessageDraft(parameters)) },
    ]

    private static let chats = [
        BotAPIMethod(
            "sendChatAction",
            ["chat_id", "message_thread_id", "action"],
            unsupported: ["business_connection_id"]
        ) { sandbox, parameters in try MethodResult(sandbox.sendChatAction(parameters)) },
        BotAPIMethod(
            "answerCallbackQuery",
            ["callback_query_id", "text", "show_alert", "url", "cache_time"]
        ) { sandbox, parameters in try MethodResult(sandbox.answerCallbackQuery(parameters)) },
        BotAPIMethod("setMyCommands", ["commands", "scope", "language_code"]) { sandbox, parameters in
            try MethodResult(sandbox.setMyCommands(parameters))
        },
        BotAPIMethod("getMyCommands", ["scope", "language_code"]) { sandbox, parameters in
            try MethodResult(sandbox.getMyCommands(parameters))
        },
        BotAPIMethod("getChat", ["chat_id"]) { sandbox, parameters in try MethodResult(sandbox.getChat(parameters)) },
    ]
}
