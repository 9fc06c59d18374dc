import Synchronization

/// How far searches for messages have got, so that one which is interrupted goes on where it was.
final class SearchProgress: Sendable {
    /// A part of a turn's reply.
    struct Key: Sendable, Hashable {
        var turnID: Int64
        var part: Int
    }

    struct Progress: Sendable, Hashable {
        /// How often all ids are still to be tried.
        var looks: Int
        /// Ids that are other messages, or none, in the look that goes on.
        var rejected: Set<Int> = []
        var isCounted = false
    }

    private let searches = Mutex<[Key: Progress]>([:])

    /// Notes that a message was sent just now, without an answer: what can be found is there when it is looked for.
    func noteDoubt(_ key: Key) {
        searches.withLock { $0[key] = Progress(looks: 1) }
    }

    /// The progress of a search; a new one where it is not known. Of what a process before this one has asked for it is not known
    /// whether it is still under way: that is looked for twice.
    func progress(_ key: Key) -> Progress {
        searches.withLock { $0[key] } ?? Progress(looks: 2)
    }

    func keep(_ progress: Progress, of key: Key) {
        searches.withLock { $0[key] = progress }
    }

    func forget(_ key: Key) {
        searches.withLock { $0[key] = nil }
    }
}
