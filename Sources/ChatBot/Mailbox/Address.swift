/// Which mailbox a letter goes into.
struct Address: Sendable, Hashable {
    enum Lane: Sendable, Hashable {
        /// Messages, answered one after another.
        case messages
        /// What must not wait behind an answer: buttons, Stop, and the word that too much is waiting.
        case urgent
    }

    var conversation: ConversationID
    var lane: Lane
}
