import Synchronization

/// Wakes who waits for it. Rung while nobody waits, it wakes the next one at once.
final class Bell: Sendable {
    private struct State {
        var isRung = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Whether the next one who waits is woken at once.
    var isRung: Bool { state.withLock(\.isRung) }

    func ring() {
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            state.isRung = state.waiting == nil
            return state.waiting
        }
        // Not under the lock: whoever is woken may ring.
        waiting?.resume()
    }

    /// Waits until it is rung, or the task is cancelled.
    ///
    /// For one waiting task alone.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    guard !state.isRung, !Task.isCancelled else {
                        state.isRung = false
                        return true
                    }
                    state.waiting = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { state in
                defer { state.waiting = nil }
                return state.waiting
            }?.resume()
        }
    }
}
