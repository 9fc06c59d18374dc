/// Measures the time since its making on any clock.
struct Stopwatch: Sendable {
    private let elapsed: @Sendable () -> Duration

    init(_ clock: any Clock<Duration>) {
        elapsed = Self.elapsed(on: clock)
    }

    var now: Duration { elapsed() }

    /// With the clock's own type, whose instants can be kept.
    private static func elapsed<C: Clock>(on clock: C) -> @Sendable () -> Duration where C.Duration == Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
