import Synchronization

/// An answer while it is written: whoever shows it always finds the newest state, and is woken when there is one.
final class LiveAnswer: Sendable {
    private struct State {
        var draft = AnswerDraft()
        var wakeup = Wakeup()
    }

    private let state = Mutex(State())

    var draft: AnswerDraft { state.withLock { $0.draft } }

    func change(_ change: (inout AnswerDraft) -> Void) {
        state.withLock { state in
            change(&state.draft)
            return state.wakeup.signal()
        }?.resume()
    }

    /// Waits until there is something new since the last time, or the task is cancelled.
    ///
    /// For one waiting task alone.
    func news() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isNews = state.withLock { state in
                    Task.isCancelled || state.wakeup.wait(continuation)
                }
                if isNews { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.wakeup.signal() }?.resume()
        }
    }
}

/// A signal that is kept until somebody waits for it.
private struct Wakeup {
    private var isSignalled = false
    private var waiting: CheckedContinuation<Void, Never>?

    /// - Returns: Who is to be woken.
    mutating func signal() -> CheckedContinuation<Void, Never>? {
        guard let waiting else {
            isSignalled = true
            return nil
        }
        self.waiting = nil
        return waiting
    }

    /// - Returns: Whether there is no need to wait.
    mutating func wait(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
        guard !isSignalled else {
            isSignalled = false
            return true
        }
        waiting = continuation
        return false
    }
}
