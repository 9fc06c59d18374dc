/// Measures the time since its making on any clock.
struct Stopwatch: Sendable {
    private let elapsed: @Sendable () -> Duration

    init(_ clock: any Clock<Duration>) {
        elapsed = Self.elapsed(on: clock)
    }

    /// - Parameter start: When it was started.
    init<C: Clock>(_ clock: C, from start: C.Instant) where C.Duration == Duration {
        elapsed = { start.duration(to: clock.now) }
    }

    var now: Duration { elapsed() }

    /// With the clock's own type, whose instants can be kept.
    private static func elapsed<C: Clock>(on clock: C) -> @Sendable () -> Duration where C.Duration == Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
