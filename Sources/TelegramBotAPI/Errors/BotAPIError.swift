/// Why a call to the Bot API did not succeed. No case holds the token or a URL with it.
public enum BotAPIError: Error, Sendable, Hashable {
    /// The server answered that it will not do it.
    case refused(Refusal)
    /// No answer came.
    case connection(ConnectionFailure)
    /// An answer came that is not of the Bot API's form.
    case malformedResponse(method: String, status: Int, reason: String)
    /// `TELEGRAM_API_URL` can't be used.
    case invalidURL(String)
    /// The parameters could not be encoded.
    case encoding(method: String, reason: String)
    /// The task was cancelled.
    case cancelled
}

/// An answer `{"ok": false, …}`.
public struct Refusal: Sendable, Hashable {
    public var method: String
    /// `error_code`, usually the HTTP status.
    public var errorCode: Int
    /// `description`, as the server wrote it.
    public var description: String
    /// Seconds to wait before this chat is written to again.
    public var retryAfter: Int?
    /// The supergroup that the group has become.
    public var migrateToChatID: Int64?
}

/// A request without an answer.
public struct ConnectionFailure: Sendable, Hashable {
    public var method: String
    public var reason: String
    /// Whether the server may have acted on the request: it had been sent, at least in part, before the connection broke.
    public var mayHaveArrived: Bool
}
