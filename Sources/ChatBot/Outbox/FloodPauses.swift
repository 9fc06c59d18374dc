import Synchronization

/// The chats that Telegram wants left alone, and for how long: whatever is sent to one of them waits, or is not sent.
final class FloodPauses: Sendable {
    private let clock: any Clock<Duration>
    /// What tells how long a pause still takes.
    private let pauses = Mutex<[Int64: @Sendable () -> Duration]>([:])

    init(clock: any Clock<Duration>) {
        self.clock = clock
    }

    /// Leaves a chat alone from now on for so long, or longer where that was asked for before.
    func pause(_ chatID: Int64, for duration: Duration) {
        guard duration > remaining(chatID) ?? .zero else { return }
        let remaining = Self.countdown(of: duration, on: clock)
        pauses.withLock { $0[chatID] = remaining }
    }

    /// How long a chat is still to be left alone; `nil` where it is not.
    func remaining(_ chatID: Int64) -> Duration? {
        pauses.withLock { pauses in
            guard let remaining = pauses[chatID]?(), remaining > .zero else {
                pauses[chatID] = nil
                return nil
            }
            return remaining
        }
    }

    /// Waits until a chat may be written to.
    func wait(for chatID: Int64) async throws {
        while let remaining = remaining(chatID) {
            try await clock.sleep(for: remaining)
        }
    }

    /// With the clock's own type, whose instants can be kept.
    private static func countdown<C: Clock>(of duration: Duration, on clock: C) -> @Sendable () -> Duration
    where C.Duration == Duration {
        let end = clock.now.advanced(by: duration)
        return { clock.now.duration(to: end) }
    }
}
