import NIOConcurrencyHelpers

/// A clock on which every wait is over at once, and which remembers the waits.
final class InstantClock: Clock {
    typealias Instant = ContinuousClock.Instant

    private let state: NIOLockedValueBox<(now: Instant, waits: [Duration])>

    init() {
        state = NIOLockedValueBox((now: ContinuousClock.now, waits: []))
    }

    var now: Instant { state.withLockedValue { $0.now } }
    var minimumResolution: Duration { .zero }
    var waits: [Duration] { state.withLockedValue { $0.waits } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        state.withLockedValue { state in
            state.waits.append(state.now.duration(to: deadline))
            state.now = deadline
        }
    }
}
