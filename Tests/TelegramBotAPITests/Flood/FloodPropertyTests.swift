import Testing

@testable import TelegramBotAPI

@Suite struct FloodPropertyTests {
    @Test(arguments: 0..<UInt64(300))
    func everythingArrivesWithinTheLimits(seed: UInt64) {
        var simulation = FloodSimulation(seed: seed)
        simulation.run()
        #expect(simulation.mistakes == [])
        #expect(simulation.done == simulation.asked)

        let limits = simulation.limits
        #expect(most(simulation.calls, within: .seconds(1)) <= limits.overallPerSecond)
        let messages = Dictionary(grouping: simulation.calls.filter { $0.kind == .message }, by: \.chatID)
        for (chatID, calls) in messages {
            for seconds in [2, 10, 60] {
                let inTheLongRun = Int(Double(seconds) * limits.perChatPerSecond)
                #expect(most(calls, within: .seconds(seconds)) <= limits.perChatBurst - 1 + inTheLongRun)
            }
            for (call, next) in zip(calls, calls.dropFirst()) where call.isPreview || next.isPreview {
                #expect(next.time - call.time >= limits.previewDistance)
            }
            if chatID < 0 { #expect(most(calls, within: .seconds(60)) <= limits.perGroupPerMinute) }
        }
    }

    /// A simulation in which nothing happens proves nothing.
    @Test func theSimulationsAreWorthTheName() {
        var (calls, previews, refusals) = (0, 0, 0)
        for seed in 0..<UInt64(20) {
            var simulation = FloodSimulation(seed: seed)
            simulation.run()
            calls += simulation.calls.count
            previews += simulation.calls.count(where: \.isPreview)
            refusals += simulation.refusals
        }
        #expect(previews > 200)
        #expect(calls - previews > 1000)
        #expect(refusals > 200)
    }

    private func most(_ calls: [FloodSimulation.Call], within period: Duration) -> Int {
        var most = 0
        var first = 0
        for (index, call) in calls.enumerated() {
            while calls[first].time <= call.time - period { first += 1 }
            most = max(most, index - first + 1)
        }
        return most
    }
}
