/// Where Telegram sends updates by itself, if it does.
public struct WebhookInfo: Codable, Sendable, Hashable {
    /// Empty without a webhook.
    public var url: String
    public var pendingUpdateCount: Int
    public var lastErrorMessage: String?

    enum CodingKeys: String, CodingKey {
        case url
        case pendingUpdateCount = "pending_update_count"
        case lastErrorMessage = "last_error_message"
    }

    public init(url: String, pendingUpdateCount: Int = 0, lastErrorMessage: String? = nil) {
        self.url = url
        self.pendingUpdateCount = pendingUpdateCount
        self.lastErrorMessage = lastErrorMessage
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        url = try fields.decode(String.self, forKey: .url)
        pendingUpdateCount = fields.lenient(.pendingUpdateCount) ?? 0
        lastErrorMessage = fields.lenient(.lastErrorMessage)
    }
}
