/// A person or the bot, as Telegram keeps them.
struct Account {
    var id: Int64
    var isBot = false
    var firstName: String
    var lastName: String?
    var username: String?
    var languageCode: String?
    /// They have pressed Start, or written: the bot may write to them.
    var hasStarted = true
    var isBlockingBot = false

    /// The `User` of the Bot API.
    var json: JSON {
        [
            "id": .integer(id),
            "is_bot": .bool(isBot),
            "first_name": .string(firstName),
            "last_name": lastName.map(JSON.string),
            "username": username.map(JSON.string),
            "language_code": languageCode.map(JSON.string),
        ]
    }

    /// The `Chat` that this account is in a private chat.
    var chatJSON: JSON {
        [
            "id": .integer(id),
            "first_name": .string(firstName),
            "last_name": lastName.map(JSON.string),
            "username": username.map(JSON.string),
            "type": "private",
        ]
    }
}
