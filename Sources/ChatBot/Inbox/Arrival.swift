/// A turn that has come in.
struct Arrival: Sendable, Hashable {
    var turn: Turn
    /// How it stands with it, where nothing else of its conversation is open: it is going to be handled at once then, and need not be looked up.
    var outlook: Outlook?
}
