/// A part of a text that is special: a command, a link, bold, a code block.
public struct MessageEntity: Codable, Sendable, Hashable {
    /// Its name in the Bot API, such as `bot_command` or `pre`; also one that this client has never heard of.
    public var type: String
    /// Where it begins, in UTF-16 units.
    public var offset: Int
    /// How long it is, in UTF-16 units.
    public var length: Int
    /// Of a `text_link`.
    public var url: String?
    /// Of a `text_mention`.
    public var user: User?
    /// Of a `pre`.
    public var language: String?

    public init(
        type: String,
        offset: Int,
        length: Int,
        url: String? = nil,
        user: User? = nil,
        language: String? = nil
    ) {
        self.type = type
        self.offset = offset
        self.length = length
        self.url = url
        self.user = user
        self.language = language
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        type = try fields.decode(String.self, forKey: .type)
        offset = try fields.decode(Int.self, forKey: .offset)
        length = try fields.decode(Int.self, forKey: .length)
        url = fields.lenient(.url)
        user = fields.lenient(.user)
        language = fields.lenient(.language)
    }
}
