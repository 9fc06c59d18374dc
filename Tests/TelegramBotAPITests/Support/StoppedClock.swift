/// A clock on which no wait ends by itself, and which tells when one begins.
struct StoppedClock: Clock {
    typealias Instant = ContinuousClock.Instant

    let onSleep: @Sendable () -> Void
    private let start = ContinuousClock.now

    init(onSleep: @escaping @Sendable () -> Void) {
        self.onSleep = onSleep
    }

    var now: Instant { start }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        onSleep()
        let (never, continuation) = AsyncStream<Never>.makeStream()
        for await _ in never {}
        withExtendedLifetime(continuation) {}
        try Task.checkCancellation()
    }
}
