import Foundation
import Logging

/// Takes away what need not be kept any longer: at the start, and then every hour.
///
/// That is what was said longer ago than the owner wants to keep, and the marks of updates that Telegram does not send again.
struct Pruning: Sendable {
    var database: Database
    /// How long what was said is kept; `nil` for good.
    var retention: Duration?
    var clock: any Clock<Duration>
    var logger: Logger

    /// How long the mark of a closed turn is kept. Telegram sends an update again for at most 24 hours.
    static let memoryOfUpdates = Duration.seconds(48 * 3600)
    /// Closed turns whose marks are kept, however old they seem: where the time of day jumps, Telegram must not be able to send
    /// again what is forgotten. It sends at most a hundred updates again, those that it has not heard of yet.
    static let keptTurns = 1000
    private static let interval = Duration.seconds(3600)
    /// So few rows that nobody has to wait long for their own.
    private static let step = 500
    private static let pause = Duration.milliseconds(100)
    /// How far the time of day may go wrong in an hour without being taken for wrong.
    private static let tolerance = Duration.seconds(300)

    /// Goes on until the task is cancelled.
    func run() async {
        let stopwatch = Stopwatch(clock)
        var start: Date?
        while !Task.isCancelled {
            // Without what has passed since then, the time of day is that of the start, unless the clock was set. What it is
            // set to is believed when it is still so an hour later, because what is taken away does not come back.
            let time = database.now()
            let itsStart = time - stopwatch.now.timeInterval
            if abs(itsStart.timeIntervalSince(start ?? itsStart)) <= Self.tolerance.timeInterval {
                await prune(at: time)
            } else {
                logger.notice("the clock was set, old messages are looked for in an hour")
            }
            start = itsStart
            try? await clock.sleep(for: Self.interval)
        }
    }

    private func prune(at time: Date) async {
        do {
            if let retention {
                let limit = time - retention.timeInterval
                let count = try await inSteps { try await database.deleteMessages(before: limit, atMost: Self.step) }
                if count > 0 { logger.info("old messages deleted", metadata: ["count": "\(count)"]) }
            }
            let limit = time - Self.memoryOfUpdates.timeInterval
            _ = try await inSteps {
                try await database.deleteClosedTurns(before: limit, keeping: Self.keptTurns, atMost: Self.step)
            }
        } catch is CancellationError {
        } catch {
            // What is left is old in an hour, too.
            logger.warning("old messages can't be deleted", metadata: ["cause": "\(error)"])
        }
    }

    /// Repeats a step until it finds nothing more.
    ///
    /// - Returns: The sum of what the steps return.
    private func inSteps(_ step: () async throws -> Int) async throws -> Int {
        var sum = 0
        while true {
            let count = try await step()
            guard count > 0 else { return sum }
            sum += count
            // After a few there are hardly more.
            if count > Self.step / 2 { try await clock.sleep(for: Self.pause) }
        }
    }
}

extension Duration {
    fileprivate var timeInterval: TimeInterval { self / .seconds(1) }
}
