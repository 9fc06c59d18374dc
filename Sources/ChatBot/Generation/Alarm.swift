import Synchronization

/// Rings bells at a time. For all that sleep there is one task, the one that sleeps until the next ringing: a thousand may wait.
final class Alarm: Sendable {
    let clock: any Clock<Duration>
    private let stopwatch: Stopwatch
    private let sleep: @Sendable (_ until: Duration) async throws -> Void
    private let state = Mutex(AlarmState())

    init(clock: any Clock<Duration>) {
        self.clock = clock
        (stopwatch, sleep) = Self.times(on: clock)
    }

    deinit {
        state.withLock { $0.sleeper?.task.cancel() }
    }

    /// How many are to be woken.
    var count: Int { state.withLock(\.count) }

    /// - Returns: What it is cancelled by.
    func set(in duration: Duration, wake: @escaping @Sendable () -> Void) -> Int {
        let time = stopwatch.now + max(.zero, duration)
        return state.withLock { $0.add(at: time, wake, sleeping: sleeper) }
    }

    /// Where it has rung, or is just about to, that is no mistake.
    func cancel(_ id: Int) {
        state.withLock { $0.remove(id) }
    }

    private func ring(_ sleeper: Int) {
        let time = stopwatch.now
        let due = state.withLock { $0.takeDue(at: time, afterSleep: sleeper, sleeping: self.sleeper) }
        // Not under the lock: whoever is woken may lie down again.
        for wake in due { wake() }
    }

    private func sleeper(_ number: Int, until time: Duration) -> Task<Void, Never> {
        // Whoever sets it is not whom it wakes alone.
        Task.detached { [weak self, sleep] in
            guard (try? await sleep(time)) != nil else { return }
            self?.ring(number)
        }
    }

    /// With the clock's own type, whose instants can be kept.
    private static func times<C: Clock>(
        on clock: C
    ) -> (Stopwatch, @Sendable (Duration) async throws -> Void) where C.Duration == Duration {
        let start = clock.now
        return (
            Stopwatch(clock, from: start),
            { time in try await clock.sleep(until: start.advanced(by: time), tolerance: nil) }
        )
    }
}
