/// Something to be answered, from its arrival until the answer is delivered.
struct Turn: Sendable, Hashable {
    enum State: String, Sendable, Hashable {
        /// Not answered yet.
        case received
        /// The reply is in the outbox, at least in part not sent.
        case replied
        case done
    }

    /// The order of arrival, over all chats.
    var id: Int64
    var incoming: Incoming
}
