/// Where messages are: a person's chat with the bot, a group, a channel.
public struct Chat: Codable, Sendable, Hashable {
    /// The sort of a chat, `type` in the Bot API.
    public enum Kind: Sendable, Hashable {
        case `private`, group, supergroup, channel
        /// A sort that this client does not know, by its name in the Bot API.
        case unknown(String)
    }

    /// Up to 52 significant bits; negative for groups and channels.
    public var id: Int64
    public var kind: Kind
    public var title: String?
    public var username: String?
    public var firstName: String?
    /// A supergroup with topics.
    public var isForum: Bool?

    public init(
        id: Int64,
        kind: Kind,
        title: String? = nil,
        username: String? = nil,
        firstName: String? = nil,
        isForum: Bool? = nil
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.username = username
        self.firstName = firstName
        self.isForum = isForum
    }

    enum CodingKeys: String, CodingKey {
        case id
        case kind = "type"
        case title
        case username
        case firstName = "first_name"
        case isForum = "is_forum"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(Int64.self, forKey: .id)
        kind = try fields.decode(Kind.self, forKey: .kind)
        title = fields.lenient(.title)
        username = fields.lenient(.username)
        firstName = fields.lenient(.firstName)
        isForum = fields.lenient(.isForum)
    }
}

extension Chat.Kind: RawRepresentable, Codable {
    public init(rawValue: String) {
        switch rawValue {
        case "private": self = .private
        case "group": self = .group
        case "supergroup": self = .supergroup
        case "channel": self = .channel
        default: self = .unknown(rawValue)
        }
    }

    public var rawValue: String {
        switch self {
        case .private: "private"
        case .group: "group"
        case .supergroup: "supergroup"
        case .channel: "channel"
        case .unknown(let name): name
        }
    }
}
