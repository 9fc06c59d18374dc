/// An answer `{"ok": false, …}`.
public struct Refusal: Sendable, Hashable {
    /// The method that was called, such as `sendMessage`.
    public var method: String
    /// `error_code`, usually the HTTP status.
    public var errorCode: Int
    /// `description`, as the server wrote it, up to 500 characters.
    public var description: String
    /// Seconds to wait before this chat is written to again.
    public var retryAfter: Int?
    /// The supergroup that the group has become.
    public var migrateToChatID: Int64?

    public init(
        method: String,
        errorCode: Int,
        description: String,
        retryAfter: Int? = nil,
        migrateToChatID: Int64? = nil
    ) {
        self.method = method
        self.errorCode = errorCode
        self.description = description
        self.retryAfter = retryAfter
        self.migrateToChatID = migrateToChatID
    }
}
