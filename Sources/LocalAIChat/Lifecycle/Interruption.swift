import Foundation
import Synchronization
import UnixSignals

/// Ends work on `SIGINT` (Ctrl-C) and `SIGTERM`.
enum Interruption {
    /// How long closing connections and files may take.
    static let tidyingTime = Duration.seconds(4)

    /// Lets a signal end the process with status 0 from now on, until ``whileRunning(_:)`` takes the signals over: before
    /// that, nothing has been opened that could be left unfinished.
    static func beforeWork() {
        for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(ProgramStatus.success.rawValue) } }
    }

    /// Runs `work` to its end, or cancels it at the first signal and waits for it to clean up.
    ///
    /// A second signal ends the process at once, and so does `graceTime` if cleaning up takes longer: nothing is lost
    /// then, what has to last is in the database. Whatever `work` throws after a signal is its end, not a failure.
    ///
    /// - Parameters:
    ///   - signals: The signals as they come.
    ///   - graceTime: How long cleaning up may take.
    ///   - exit: Ends the process.
    /// - Returns: What `work` returns; `nil` where a signal ended it.
    static func whileRunning<R: Sendable>(
        signals: some AsyncSequence<UnixSignal, Never> & Sendable,
        graceTime: Duration = tidyingTime,
        clock: any Clock<Duration> = ContinuousClock(),
        exit: @escaping @Sendable (ProgramStatus) -> Void = { _exit($0.rawValue) },
        _ work: @escaping @Sendable () async throws -> R
    ) async throws -> R? {
        // Tasks of their own, not children of one group: the work is cancelled while its watcher goes on.
        let running = Task(operation: work)
        let isInterrupted = Mutex(false)
        let watcher = Task {
            await withTaskGroup(of: Void.self) { group in
                for await _ in signals {
                    let isFirst = isInterrupted.withLock { isInterrupted in
                        defer { isInterrupted = true }
                        return !isInterrupted
                    }
                    guard isFirst else {
                        exit(.failure)
                        continue
                    }
                    running.cancel()
                    group.addTask {
                        if (try? await clock.sleep(for: graceTime)) != nil { exit(.success) }
                    }
                }
                group.cancelAll()
            }
        }
        let result = await withTaskCancellationHandler {
            await running.result
        } onCancel: {
            running.cancel()
        }
        watcher.cancel()
        await watcher.value
        return isInterrupted.withLock({ $0 }) ? nil : try result.get()
    }

    /// The same, on the signals of this process.
    @discardableResult
    static func whileRunning<R: Sendable>(
        graceTime: Duration = tidyingTime,
        _ work: @escaping @Sendable () async throws -> R
    ) async throws -> R? {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return try await whileRunning(signals: signals, graceTime: graceTime, work)
    }
}
