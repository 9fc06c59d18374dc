import Synchronization

/// An answer while it is written: whoever shows it always finds the newest state, and is woken when there is one.
final class LiveAnswer: Sendable {
    private let state = Mutex(AnswerDraft())
    private let bell = Bell()

    var draft: AnswerDraft { state.withLock { $0 } }

    /// Whether `news` would return at once.
    var hasNews: Bool { bell.isRung }

    func change(_ change: (inout AnswerDraft) -> Void) {
        state.withLock { change(&$0) }
        bell.ring()
    }

    /// Waits until there is something new since the last time, or the task is cancelled.
    ///
    /// For one waiting task alone.
    func news() async {
        await bell.wait()
    }
}
