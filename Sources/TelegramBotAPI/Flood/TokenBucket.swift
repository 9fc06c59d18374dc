/// Allows so many calls at once, and one more for each interval that passes.
///
/// Within any span of time that is `interval * n` long, its end not included, there are at most `burst - 1 + n`.
struct TokenBucket: Sendable, Hashable {
    /// The time for one token.
    let interval: Duration
    let burst: Int
    /// Tokens that previews leave.
    let reserve: Int
    private var fullAt = Duration.zero

    init(interval: Duration, burst: Int, reservedShare: Double) {
        self.interval = interval
        self.burst = max(burst, 1)
        let share = (Double(self.burst) * min(max(reservedShare, 0), 1)).rounded(.up)
        reserve = min(max(Int(share), 1), self.burst - 1)
    }

    /// A bucket that never allows more than `limit` within any span of the length `period`.
    ///
    /// A quarter of the limit may come at once; the rest is spread over the period.
    init(limit: Int, period: Duration, reservedShare: Double) {
        let limit = max(limit, 1)
        let burst = max(limit / 4, 1)
        // Rounded up, or the sum of many intervals would be shorter than the period.
        let interval = period / (limit - burst + 1) + .nanoseconds(1)
        self.init(interval: interval, burst: burst, reservedShare: reservedShare)
    }

    /// How long it takes until so many tokens are there, at most `burst`.
    func wait(for tokens: Int = 1, at now: Duration) -> Duration {
        max(fullAt - now - interval * (burst - tokens), .zero)
    }

    /// How long it takes until a preview may take a token and, as far as there are so many, leave others to previews behind it.
    func waitForPreview(leaving: Int = 0, at now: Duration) -> Duration {
        wait(for: min(1 + reserve + max(leaving, 0), burst), at: now)
    }

    mutating func take(at now: Duration) {
        fullAt = max(fullAt, now) + interval
    }

    /// Leaves one token at that time: the burst is spent.
    mutating func drain(until time: Duration) {
        fullAt = max(fullAt, time + interval * (burst - 1))
    }

    /// Whether nothing would change if the bucket were forgotten.
    func isFull(at now: Duration) -> Bool { fullAt <= now }
}

extension FloodLimits {
    var chatBucket: TokenBucket {
        let interval = Duration.seconds(1 / max(perChatPerSecond, 0.001))
        return TokenBucket(interval: interval, burst: perChatBurst, reservedShare: reservedShare)
    }

    var groupBucket: TokenBucket {
        TokenBucket(limit: perGroupPerMinute, period: .seconds(60), reservedShare: reservedShare)
    }

    var overallBucket: TokenBucket {
        TokenBucket(limit: overallPerSecond, period: .seconds(1), reservedShare: reservedShare)
    }
}
