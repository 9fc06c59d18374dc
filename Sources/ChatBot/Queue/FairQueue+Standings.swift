/// Places and expected waits.
extension FairQueue {
    /// So many of those who wait are looked at closely; those behind them are taken to go on at the same pace.
    private static let closelyLookedAt = 500

    /// What there is to be said to those who wait, in the order in which they will begin if nobody else comes.
    ///
    /// Found by playing on: each answer takes as long as the last ones did on average, and the replies are delivered at once.
    func standings(at time: Duration) -> [(id: Int, standing: Standing)] {
        var queue = self
        queue.endIdleWork()
        queue.endDeliveries()
        let mean = meanDuration ?? .seconds(1)
        var ends = writing.mapValues { Self.remaining(after: time - $0.beganAt, mean: mean) }
        var now = Duration.zero
        var standings: [(id: Int, standing: Standing)] = []
        func add(_ id: Int, after wait: Duration) {
            let wait = meanDuration.map { _ in wait.roundedForPeople }
            standings.append((id, .queued(place: standings.count + 1, wait: wait)))
        }
        while true {
            for id in queue.admit(at: now) {
                add(id, after: now)
                ends[id] = now + mean
            }
            guard !queue.waiting.isEmpty, standings.count < Self.closelyLookedAt,
                let next = ends.min(by: { ($0.value, $0.key) < ($1.value, $1.key) })
            else { break }
            ends[next.key] = nil
            now = max(now, next.value)
            queue.leave(next.key)
        }
        let pace = mean / max(1, capacity.slots)
        for (number, waiter) in queue.waiting.enumerated() { add(waiter.id, after: now + pace * (number + 1)) }
        return standings
    }

    /// How long an answer will still take. One that takes longer than most is a long one: the longer it took, the longer it will take.
    private static func remaining(after elapsed: Duration, mean: Duration) -> Duration {
        max(mean - elapsed, elapsed / 4)
    }
}

extension Duration {
    /// As exact as an expected wait is told: up, to 5 seconds, and from a minute on to minutes.
    var roundedForPeople: Duration {
        let step: Duration = self <= .seconds(55) ? .seconds(5) : .seconds(60)
        return step * max(1, Int((self / step).rounded(.up)))
    }
}
