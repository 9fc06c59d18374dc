/// A request without an answer.
public struct ConnectionFailure: Sendable, Hashable {
    /// The method that was called, such as `sendMessage`.
    public var method: String
    /// What happened, in words.
    public var reason: String
    /// Whether the server may have acted on the request. It is `false` only where the request certainly did not go out.
    public var mayHaveArrived: Bool

    public init(method: String, reason: String, mayHaveArrived: Bool) {
        self.method = method
        self.reason = reason
        self.mayHaveArrived = mayHaveArrived
    }
}
