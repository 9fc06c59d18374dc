import Testing

@testable import TelegramBotAPI

@Suite(.timeLimit(.minutes(10))) struct TokenBucketTests {
    /// The times in milliseconds at which a caller who never rests gets its tokens.
    private func times(_ bucket: TokenBucket, until end: Int, isPreview: Bool = false) -> [Int] {
        var bucket = bucket
        return (0..<end).filter { millisecond in
            let now = Duration.milliseconds(millisecond)
            guard (isPreview ? bucket.waitForPreview(at: now) : bucket.wait(at: now)) == .zero else { return false }
            bucket.take(at: now)
            return true
        }
    }

    @Test func allowsABurstAndThenAnEvenPace() {
        let bucket = TokenBucket(interval: .seconds(1), burst: 3, reservedShare: 0.25)
        #expect(times(bucket, until: 4500) == [0, 1, 2, 1000, 2000, 3000, 4000])
    }

    @Test func leavesAReserveToWhatMustArrive() {
        let bucket = TokenBucket(interval: .seconds(1), burst: 3, reservedShare: 0.25)
        #expect(times(bucket, until: 3500, isPreview: true) == [0, 1, 1000, 2000, 3000])
    }

    private static let reserves: [(burst: Int, share: Double, reserve: Int)] = [
        (1, 0.25, 0), (1, 1, 0), (2, 0, 1), (3, 0.25, 1), (5, 0.25, 2), (7, 0.25, 2), (8, 0.25, 2), (8, 1, 7),
        (8, 9, 7), (8, -1, 1), (0, 0.5, 0),
    ]

    @Test(arguments: reserves)
    func reservesAShareOfTheBurst(burst: Int, share: Double, reserve: Int) {
        #expect(TokenBucket(interval: .seconds(1), burst: burst, reservedShare: share).reserve == reserve)
    }

    @Test(arguments: [(20, 60), (30, 1), (1, 1), (2, 1), (4, 1), (7, 3), (0, 1)])
    func neverExceedsALimitWithinAPeriod(limit: Int, seconds: Int) {
        let bucket = TokenBucket(limit: limit, period: .seconds(seconds), reservedShare: 0.25)
        let times = times(bucket, until: seconds * 3000)
        for start in times {
            let within = times.count { (start..<start + seconds * 1000).contains($0) }
            #expect(within <= max(limit, 1), "from \(start) on")
        }
        // Nor stays far below it.
        #expect(times.count >= 2 * max(limit, 1))
    }

    @Test func tellsHowLongItTakes() {
        var bucket = TokenBucket(interval: .seconds(2), burst: 2, reservedShare: 0.5)
        #expect(bucket.wait(at: .zero) == .zero)
        #expect(bucket.isFull(at: .zero))
        bucket.take(at: .seconds(10))
        #expect(bucket.wait(at: .seconds(10)) == .zero)
        #expect(bucket.waitForPreview(at: .seconds(10)) == .seconds(2))
        #expect(!bucket.isFull(at: .seconds(11)))
        bucket.take(at: .seconds(11))
        #expect(bucket.wait(at: .seconds(11)) == .seconds(1))
        #expect(bucket.isFull(at: .seconds(14)))
    }

    @Test func leavesOneTokenWhenDrained() {
        var bucket = TokenBucket(interval: .seconds(1), burst: 3, reservedShare: 0.25)
        bucket.drain(until: .seconds(7))
        #expect(bucket.wait(at: .seconds(7)) == .zero)
        bucket.take(at: .seconds(7))
        #expect(bucket.wait(at: .seconds(7)) == .seconds(1))
    }
}
