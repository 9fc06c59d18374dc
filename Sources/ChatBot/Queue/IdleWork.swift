/// How something has ended that is done only when there is nothing else to do.
enum IdleWork: Sendable, Hashable {
    case done
    /// Somebody wanted an answer meanwhile.
    case interrupted
}
