import LlamaServer
import Logging

/// Notices when a LLaMA server that was away is back, and says so in the log.
///
/// A server that answers is left alone: it is asked for its health only from a failure on until it is ready again.
struct ServerWatch: Sendable {
    private let llama: LlamaServer
    private let clock: any Clock<Duration>
    private let backOff: BackOff
    private let logger: Logger
    private let failures: AsyncStream<Void>
    private let failure: AsyncStream<Void>.Continuation

    init(llama: LlamaServer, clock: any Clock<Duration>, backOff: BackOff, logger: Logger) {
        self.llama = llama
        self.clock = clock
        self.backOff = backOff
        self.logger = logger
        (failures, failure) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        failure.yield()
    }

    /// Says that the server did not answer.
    func noteFailure() {
        failure.yield()
    }

    /// Watches until the task is cancelled. Looks once at the start.
    func run() async {
        for await _ in failures {
            var attempt = 0
            while !Task.isCancelled {
                if case .ready = await llama.health() { break }
                attempt += 1
                try? await clock.sleep(for: backOff.delay(afterAttempt: attempt))
            }
            guard attempt > 0, !Task.isCancelled else { continue }
            let description = try? await llama.description()
            logger.notice(
                "LLaMA server is available again",
                metadata: ["model": "\(description?.model ?? "unknown")"]
            )
        }
    }
}
