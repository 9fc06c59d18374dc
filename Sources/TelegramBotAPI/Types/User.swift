/// A person or a bot.
public struct User: Codable, Sendable, Hashable {
    public var id: Int64
    public var isBot: Bool
    /// Empty for a user whose name the server did not give.
    public var firstName: String
    public var lastName: String?
    public var username: String?
    /// An IETF language tag, such as `ru` or `pt-br`.
    public var languageCode: String?
    /// Only in what `getMe` returns: private chats with the bot may have topics.
    public var hasTopicsEnabled: Bool?

    public init(
        id: Int64,
        isBot: Bool = false,
        firstName: String,
        lastName: String? = nil,
        username: String? = nil,
        languageCode: String? = nil,
        hasTopicsEnabled: Bool? = nil
    ) {
        self.id = id
        self.isBot = isBot
        self.firstName = firstName
        self.lastName = lastName
        self.username = username
        self.languageCode = languageCode
        self.hasTopicsEnabled = hasTopicsEnabled
    }

    enum CodingKeys: String, CodingKey {
        case id
        case isBot = "is_bot"
        case firstName = "first_name"
        case lastName = "last_name"
        case username
        case languageCode = "language_code"
        case hasTopicsEnabled = "has_topics_enabled"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(Int64.self, forKey: .id)
        isBot = fields.lenient(.isBot) ?? false
        firstName = fields.lenient(.firstName) ?? ""
        lastName = fields.lenient(.lastName)
        username = fields.lenient(.username)
        languageCode = fields.lenient(.languageCode)
        hasTopicsEnabled = fields.lenient(.hasTopicsEnabled)
    }
}
