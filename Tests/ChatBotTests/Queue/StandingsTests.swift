import Testing

@testable import ChatBot

/// What those who wait are told.
@Suite struct StandingsTests {
    private typealias Play = FairQueueTests.Play

    private func told(_ play: Play) -> [String] {
        play.queue.standings(at: play.time).map { id, standing in
            guard case .queued(let place, let wait) = standing, let ask = play.asks[id] else { return "?" }
            return "\(place) \(ask) \(wait.map { "\($0.components.seconds)" } ?? "-")"
        }
    }

    /// The last answers took `seconds`.
    private func play(slots: Int, seconds: Int?) -> Play {
        var play = Play(slots: slots)
        guard let seconds else { return play }
        play.enter("z999")
        play.admit()
        play.time += .seconds(seconds)
        play.queue.freeSlot(999, at: play.time)
        play.queue.leave(999)
        return play
    }

    @Test(
        arguments: [
            (1, nil, 0, ["1 b2 -", "2 a3 -"]),
            (1, 20, 0, ["1 b2 20", "2 a3 40"]),
            (1, 20, 13, ["1 b2 10", "2 a3 30"]),
            // It takes longer than the others did.
            (1, 20, 60, ["1 b2 15", "2 a3 35"]),
            (1, 100, 0, ["1 b2 120", "2 a3 240"]),
            (2, 20, 0, ["1 a3 20"]),
            (3, 20, 0, []),
        ] as [(Int, Int?, Int, [String])]
    )
    func placesAndWaits(slots: Int, seconds: Int?, elapsed: Int, expected: [String]) {
        var play = play(slots: slots, seconds: seconds)
        play.enter("a1", "b2", "a3")
        play.admit()
        play.time += .seconds(elapsed)
        #expect(told(play) == expected)
    }

    /// The reply to the one before is being delivered, and something gives way: both are taken not to last.
    @Test func whatIsBeingDeliveredIsTakenToBeOverSoon() {
        var play = play(slots: 1, seconds: 20)
        play.enter("a1/x", "b2/x", "c3/y")
        play.admit()
        play.queue.freeSlot(1, at: play.time + .seconds(20))
        play.queue.beginIdleWork()
        play.admit()
        #expect(told(play) == ["1 b2 5", "2 c3 20"])
    }

    @Test func whoIsFarBehindIsToldSomethingLikely() throws {
        var play = play(slots: 2, seconds: 10)
        play.enter((1...1002).map { Ask("\(Unicode.Scalar(0x4E00 + $0) ?? "?")\($0)") })
        play.admit()
        let standings = play.queue.standings(at: play.time)
        #expect(standings.map(\.id) == Array(3...1002))
        let (_, last) = try #require(standings.last)
        #expect(
            last == .queued(place: 1000, wait: .seconds(5040)) || last == .queued(place: 1000, wait: .seconds(5000))
        )
    }

    @Test(arguments: [
        (0, 5), (1, 5), (5000, 5), (5001, 10), (55000, 55), (55001, 60), (60000, 60), (60001, 120), (600_000, 600),
    ])
    func waitsAreRoundedUpAsTheyAreTold(milliseconds: Int, seconds: Int) {
        #expect(Duration.milliseconds(milliseconds).roundedForPeople == .seconds(seconds))
    }

    @Test func laterAnswersCountMoreForWhatIsExpected() {
        var play = play(slots: 1, seconds: 100)
        for _ in 0..<20 {
            play.enter("a1")
            play.admit()
            play.time += .seconds(10)
            play.queue.freeSlot(1, at: play.time)
            play.queue.leave(1)
        }
        #expect(play.queue.meanDuration.map { $0 < .seconds(11) && $0 > .seconds(10) } == true)
    }
}
