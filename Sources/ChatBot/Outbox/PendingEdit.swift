/// A change of a message that was under way when the complete answer was ready.
struct PendingEdit: Sendable {
    /// Part numbers may have changed since.
    var messageID: Int
    /// Waits until it is over.
    var end: @Sendable () async -> Void
}
