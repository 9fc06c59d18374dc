// CONTRACT: to be split into a file for each method, with docs.
public struct GetMe: BotAPIMethod {
    public typealias Result = User
    public static let name = "getMe"
    public init() {}
}

public struct GetWebhookInfo: BotAPIMethod {
    public typealias Result = WebhookInfo
    public static let name = "getWebhookInfo"
    public init() {}
}

public struct DeleteWebhook: BotAPIMethod {
    public typealias Result = Bool
    public static let name = "deleteWebhook"
    public init() {}
}

public struct SetMyCommands: BotAPIMethod {
    public typealias Result = Bool
    public static let name = "setMyCommands"
    public var commands: [BotCommand]
    public var languageCode: String?
    public init(commands: [BotCommand], languageCode: String? = nil) {
        self.commands = commands
        self.languageCode = languageCode
    }
}

public struct SendMessage: BotAPIMethod {
    public typealias Result = Message
    public static let name = "sendMessage"
    public var chatID: Int64
    public var messageThreadID: Int?
    public var text: String
    public var entities: [MessageEntity]?
    public var linkPreviewOptions: LinkPreviewOptions?
    public var replyParameters: ReplyParameters?
    public var replyMarkup: InlineKeyboardMarkup?
    public init(
        chatID: Int64,
        messageThreadID: Int? = nil,
        text: String,
        entities: [MessageEntity]? = nil,
        linkPreviewOptions: LinkPreviewOptions? = nil,
        replyParameters: ReplyParameters? = nil,
        replyMarkup: InlineKeyboardMarkup? = nil
    ) {
        self.chatID = chatID
        self.messageThreadID = messageThreadID
        self.text = text
        self.entities = entities
        self.linkPreviewOptions = linkPreviewOptions
        self.replyParameters = replyParameters
        self.replyMarkup = replyMarkup
    }
}

public struct SendChatAction: BotAPIMethod {
    public typealias Result = Bool
    public static let name = "sendChatAction"
    public var chatID: Int64
    public var messageThreadID: Int?
    public var action: ChatAction
    public init(chatID: Int64, messageThreadID: Int? = nil, action: ChatAction) {
        self.chatID = chatID
        self.messageThreadID = messageThreadID
        self.action = action
    }
}

public struct EditMessageReplyMarkup: BotAPIMethod {
    public typealias Result = Message
    public static let name = "editMessageReplyMarkup"
    public var chatID: Int64
    public var messageID: Int
    public var replyMarkup: InlineKeyboardMarkup?
    public init(chatID: Int64, messageID: Int, replyMarkup: InlineKeyboardMarkup? = nil) {
        self.chatID = chatID
        self.messageID = messageID
        self.replyMarkup = replyMarkup
    }
}

public struct AnswerCallbackQuery: BotAPIMethod {
    public typealias Result = Bool
    public static let name = "answerCallbackQuery"
    public var callbackQueryID: String
    public var text: String?
    public var showAlert: Bool?
    public init(callbackQueryID: String, text: String? = nil, showAlert: Bool? = nil) {
        self.callbackQueryID = callbackQueryID
        self.text = text
        self.showAlert = showAlert
    }
}
