import Foundation

/// Something to be answered, from its arrival until the answer is delivered.
struct Turn: Sendable, Hashable {
    /// Where a turn has got to, as it is kept.
    enum State: String, Sendable, Hashable, CaseIterable {
        /// Not answered yet.
        case received
        /// The model writes its answer, or the bot was stopped while it did.
        case generating
        /// The reply is in the outbox, and nothing of it is on its way.
        case generated
        /// The reply is in part sent, or being sent.
        case delivering
        /// Answered.
        case done
        /// Closed without an answer: with a word on why, or because nobody was there to be answered.
        case failed
        /// Taken back by who asked.
        case cancelled
    }

    /// How a turn ends.
    enum Outcome: String, Sendable, Hashable {
        case done
        case failed
        case cancelled
    }

    /// The order of arrival, over all chats.
    var id: Int64
    @Boxed var incoming: Incoming
    /// By the time of day.
    var receivedAt: Date
}
