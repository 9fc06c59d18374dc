import Synchronization

/// Wakes who waits for it. Rung while nobody waits, it wakes the next one at once.
final class Bell: Sendable {
    private struct State {
        var isRung = false
        var waiting: CheckedContinuation<Void, Never>?
        /// Tells a wait that has a limit from others.
        var wait = 0
        /// Whether it has lasted so long, and that before anybody waited.
        var isTimeUp = false

        mutating func takeWaiting() -> CheckedContinuation<Void, Never>? {
            defer { waiting = nil }
            return waiting
        }

        mutating func nextWait() -> Int {
            wait += 1
            isTimeUp = false
            return wait
        }
    }

    private let state = Mutex(State())

    func ring() {
        let waiting = state.withLock { state in
            state.isRung = state.waiting == nil
            return state.takeWaiting()
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
                    guard !state.isRung, !state.isTimeUp, !Task.isCancelled else {
                        state.isRung = false
                        return true
                    }
                    state.waiting = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.takeWaiting() }?.resume()
        }
    }

    /// The same, but no longer than that; `nil`: without a limit.
    func wait(atMost duration: Duration?, by alarm: Alarm) async {
        // Where it is rung already nobody is to lie down to sleep.
        guard let duration, !state.withLock(\.isRung) else { return await wait() }
        let number = state.withLock { $0.nextWait() }
        let call = alarm.set(in: duration) { [self] in end(number) }
        await wait()
        alarm.cancel(call)
        // A call that is just being made has nothing more to say.
        _ = state.withLock { $0.nextWait() }
    }

    private func end(_ wait: Int) {
        let waiting = state.withLock { state in
            guard state.wait == wait else { return nil as CheckedContinuation<Void, Never>? }
            state.isTimeUp = state.waiting == nil
            return state.takeWaiting()
        }
        waiting?.resume()
    }
}
