/// Which mailbox a letter goes into.
struct Address: Sendable, Hashable {
    enum Lane: Sendable, Hashable {
        /// Messages, answered one after another. In a group each person has a lane of his own, so that nobody waits behind what somebody else
        /// has asked; there, `senderID` says whose.
        case messages(senderID: Int64? = nil)
        /// What must not wait behind an answer: buttons, and the word that too much is waiting.
        case urgent
        /// What the bot says by itself about an outage, which must not hold up an answer.
        case notices
        /// Stop, each by itself: what is said to an earlier one may have to wait for Telegram.
        case stop(turnID: Int64)
    }

    var conversation: ConversationID
    var lane: Lane
}
