/// A change of a message that was under way when the complete answer was ready.
struct PendingEdit: Sendable {
    /// The part whose message it is.
    var part: Int
    /// Waits until it is over.
    var end: @Sendable () async -> Void
}
