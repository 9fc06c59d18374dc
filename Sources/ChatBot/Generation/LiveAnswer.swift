import Synchronization

/// An answer while it is written: whoever shows it always finds the newest state, and is woken when there is one.
final class LiveAnswer: Sendable {
    private let state = Mutex(AnswerDraft())
    /// Rung when there is something new. For one waiting task alone.
    let news = Bell()

    var draft: AnswerDraft { state.withLock { $0 } }

    func change(_ change: (inout AnswerDraft) -> Void) {
        state.withLock { change(&$0) }
        news.ring()
    }
}
