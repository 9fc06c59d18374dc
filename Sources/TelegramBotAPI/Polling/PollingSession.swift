import NIOConcurrencyHelpers

/// The state of long polling, as the iterator and those who confirm updates share it.
final class PollingSession: Sendable {
    private struct Shared {
        var state: PollingState
        var waiter: AsyncStream<Never>.Continuation?
    }

    private let shared: NIOLockedValueBox<Shared>

    init(state: PollingState) {
        shared = NIOLockedValueBox(Shared(state: state))
    }

    func withState<Result>(_ body: (inout PollingState) -> Result) -> Result {
        shared.withLockedValue { body(&$0.state) }
    }

    func confirm(_ id: Int) {
        let waiter = shared.withLockedValue { shared in
            shared.state.confirm(id)
            return shared.state.isSettled ? shared.waiter.take() : nil
        }
        waiter?.finish()
    }

    /// Returns when every update is confirmed, the time is up, or the task is cancelled.
    func awaitConfirmations(within limit: Duration, clock: any Clock<Duration>) async {
        let (settled, waiter) = AsyncStream<Never>.makeStream()
        let isSettled = shared.withLockedValue { shared in
            if !shared.state.isSettled { shared.waiter = waiter }
            return shared.state.isSettled
        }
        if isSettled { return }
        await withTaskGroup { group in
            group.addTask { for await _ in settled {} }
            group.addTask { try? await clock.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }
}
