/// Of whom only so many letters may lie in all mailboxes together.
struct Sender: Sendable, Hashable {
    var person: Int64
    /// What he presses does not count as what he writes, and the other way round.
    var isUrgent: Bool
}
