import LlamaServer
import Logging
import Synchronization

/// Knows whether the LLaMA server is away, and notices when it is back.
///
/// A server that answers is left alone: it is asked for its health only from a failure on until it is ready again, at ever longer
/// distances, and sooner where somebody writes.
final class ServerWatch: Sendable {
    private struct State {
        var isAway = false
        /// Since the last answer. A server can seem ready and yet answer nobody, such as one that does not know our key.
        var failures = 0
    }

    private let llama: LlamaServer
    private let clock: any Clock<Duration>
    private let backOff: BackOff
    private let logger: Logger
    private let state = Mutex(State())
    private let (failed, failure) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let demand = Bell()
    private let (returned, back) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// The longest distance of two questions for its health: so long a server can be back before it is noticed.
    private static let longestDelay = Duration.seconds(15)

    init(llama: LlamaServer, clock: any Clock<Duration>, backOff: BackOff, logger: Logger) {
        self.llama = llama
        self.clock = clock
        self.backOff = BackOff(first: backOff.first, longest: Self.longestDelay, random: backOff.random)
        self.logger = logger
    }

    /// Whether the server was away when it was asked last.
    var isAway: Bool { state.withLock { $0.isAway } }

    /// One element for each time that the server is back; for one listener.
    var returns: AsyncStream<Void> { returned }

    /// Says that the server did not answer, and can't at the moment.
    ///
    /// - Returns: Whether that is the first time since its last answer.
    @discardableResult
    func noteFailure() -> Bool {
        let isFirst = state.withLock { state in
            state.isAway = true
            state.failures += 1
            return state.failures == 1
        }
        failure.yield()
        return isFirst
    }

    /// Says that the server has answered.
    func noteAnswer() {
        state.withLock { $0.failures = 0 }
    }

    /// Says that somebody waits for the server, so that it is asked soon.
    func noteDemand() {
        demand.ring()
    }

    /// Whether what went wrong is the server's state, so that it is worth waiting for a better one. The server may be asked for its health.
    func isOutage(_ error: LlamaServerError) async -> Bool {
        switch error {
        case .notReachable, .loading, .busy, .unauthorized, .modelNotFound: true
        case .http, .brokenStream, .silence: await !isReady()
        case .contextTooLong, .invalidURL: false
        }
    }

    /// Asks twice, as the connection that broke may be the first one to be used again.
    private func isReady() async -> Bool {
        if await llama.health() == .ready { return true }
        return await llama.health() == .ready
    }

    /// Watches until the task is cancelled. Looks once at the start.
    func run() async {
        if await llama.health() != .ready, !Task.isCancelled { noteFailure() }
        for await _ in failed where isAway {
            await waitForReturn()
            guard !Task.isCancelled else { return }
            let description = try? await llama.description()
            // One that seems ready and answers nobody is not told of each time.
            logger.log(
                level: state.withLock({ $0.failures }) > 1 ? .debug : .notice,
                "LLaMA server is available again",
                metadata: ["model": "\(description?.model ?? "unknown")"]
            )
            state.withLock { $0.isAway = false }
            back.yield()
        }
    }

    private func waitForReturn() async {
        // With each answer that failed although the server seemed ready the distance begins longer.
        var attempt = max(0, state.withLock { $0.failures } - 1)
        repeat {
            await sleep(for: backOff.delay(afterAttempt: attempt))
            attempt += 1
        } while await llama.health() != .ready && !Task.isCancelled
    }

    /// Sleeps, or until somebody waits for the server, but for no less than the shortest delay.
    private func sleep(for delay: Duration) async {
        let shortest = min(delay, backOff.first)
        try? await clock.sleep(for: shortest)
        guard delay > shortest else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [clock] in try? await clock.sleep(for: delay - shortest) }
            group.addTask { [demand] in await demand.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}
