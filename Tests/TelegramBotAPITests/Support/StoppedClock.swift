/// A clock on which no wait ever ends by itself.
struct StoppedClock: Clock {
    typealias Instant = ContinuousClock.Instant

    private let start = ContinuousClock.now

    var now: Instant { start }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let (never, _) = AsyncStream<Never>.makeStream()
        for await _ in never {}
        try Task.checkCancellation()
    }
}
