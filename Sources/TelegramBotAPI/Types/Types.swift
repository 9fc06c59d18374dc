// CONTRACT: to be split into a file for each type, with docs, coding keys and lenient decoding.
public struct User: Codable, Sendable, Hashable {
    public var id: Int64
    public var isBot: Bool
    public var firstName: String
    public var lastName: String?
    public var username: String?
    public var languageCode: String?
    public var hasTopicsEnabled: Bool?
}

public struct Chat: Codable, Sendable, Hashable {
    /// `private`, `group`, `supergroup`, `channel`, or a kind that this version does not know.
    public enum Kind: Codable, Sendable, Hashable { case `private`, group, supergroup, channel, unknown(String) }
    public var id: Int64
    public var kind: Kind  // `type` in the Bot API
    public var title: String?
    public var username: String?
    public var firstName: String?
    public var isForum: Bool?
}

public struct Message: Codable, Sendable, Hashable {
    public var messageID: Int
    public var messageThreadID: Int?
    public var isTopicMessage: Bool?
    public var from: User?
    public var senderChat: Chat?
    public var date: Int
    public var editDate: Int?
    public var chat: Chat
    public var replyToMessage: RepliedMessage?
    public var text: String?
    public var entities: [MessageEntity]?
    public var caption: String?
    public var captionEntities: [MessageEntity]?
    public var replyMarkup: InlineKeyboardMarkup?
    public var migrateToChatID: Int64?
    public var migrateFromChatID: Int64?
    /// Which kinds of content the message carries that this client does not decode (`photo`, `sticker`, `new_chat_members` …).
    public var otherContent: Set<String>
}

/// The part of a replied-to message that a bot needs to know whose it was and what it said.
public struct RepliedMessage: Codable, Sendable, Hashable {
    public var messageID: Int
    public var from: User?
    public var text: String?
}

public struct MessageEntity: Codable, Sendable, Hashable {
    public var type: String
    /// UTF-16 units.
    public var offset: Int
    /// UTF-16 units.
    public var length: Int
    public var url: String?
    public var user: User?
    public var language: String?
    public init(type: String, offset: Int, length: Int, url: String? = nil, user: User? = nil, language: String? = nil) {
        fatalError()
    }
}

public struct CallbackQuery: Codable, Sendable, Hashable {
    public var id: String
    public var from: User
    /// Also an inaccessible message (`date` 0) has its chat and id.
    public var message: CallbackMessage?
    public var data: String?
}

/// The message under whose button a person pressed; of an inaccessible one only the chat and the id are known.
public struct CallbackMessage: Codable, Sendable, Hashable {
    public var messageID: Int
    public var chat: Chat
    public var messageThreadID: Int?
    public var isTopicMessage: Bool?
    public var isAccessible: Bool  // date != 0
}

public struct InlineKeyboardMarkup: Codable, Sendable, Hashable {
    public var inlineKeyboard: [[InlineKeyboardButton]]
    public init(inlineKeyboard: [[InlineKeyboardButton]]) { self.inlineKeyboard = inlineKeyboard }
}

public struct InlineKeyboardButton: Codable, Sendable, Hashable {
    public var text: String
    public var callbackData: String?
    public var url: String?
    public init(text: String, callbackData: String) {
        self.text = text
        self.callbackData = callbackData
    }
}

public struct LinkPreviewOptions: Codable, Sendable, Hashable {
    public var isDisabled: Bool?
    public init(isDisabled: Bool? = nil) { self.isDisabled = isDisabled }
}

public struct ReplyParameters: Codable, Sendable, Hashable {
    public var messageID: Int
    public var allowSendingWithoutReply: Bool?
    public init(messageID: Int, allowSendingWithoutReply: Bool? = nil) {
        self.messageID = messageID
        self.allowSendingWithoutReply = allowSendingWithoutReply
    }
}

public struct BotCommand: Codable, Sendable, Hashable {
    public var command: String
    public var description: String
    public init(command: String, description: String) {
        self.command = command
        self.description = description
    }
}

public enum ChatAction: String, Codable, Sendable { case typing }

public struct WebhookInfo: Codable, Sendable, Hashable {
    public var url: String
    public var pendingUpdateCount: Int
    public var lastErrorMessage: String?
}
