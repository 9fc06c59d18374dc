/// A turn that has come in.
struct Arrival: Sendable, Hashable {
    var turn: Turn
    /// How it stands with it, where nothing else of its conversation is open: it is most likely handled at once then. Whether it still stands so
    /// is seen when its answer is begun.
    var outlook: Outlook?
}
