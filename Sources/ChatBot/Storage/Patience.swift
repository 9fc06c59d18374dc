import Logging

/// Repeats a step with the database until it succeeds: a full disk or a lock must lose nobody's message or answer.
struct Patience: Sendable {
    var clock: any Clock<Duration>
    var backOff: BackOff
    var logger: Logger

    /// - Throws: What the step throws and waiting can't mend; `CancellationError`.
    func callAsFunction<T: Sendable>(_ step: @Sendable () async throws -> T) async throws -> T {
        var attempt = 0
        while true {
            do {
                return try await step()
            } catch let error as DatabaseError where error.mayPass {
                logger.error("can't keep what must be kept, trying again", metadata: ["cause": "\(error)"])
                try await clock.sleep(for: backOff.delay(afterAttempt: attempt))
                attempt += 1
            }
        }
    }
}
