import Testing

@testable import ChatBot

@Suite struct BackOffTests {
    @Test(arguments: [
        (0, 0.0, 500), (0, 1.0, 1000), (1, 1.0, 2000), (3, 0.0, 4000), (3, 1.0, 8000), (6, 1.0, 60_000),
        (1000, 1.0, 60_000),
    ])
    func doublesWithJitterUpToALimit(attempt: Int, random: Double, milliseconds: Int) {
        let backOff = BackOff { $0.lowerBound + random * ($0.upperBound - $0.lowerBound) }
        #expect(backOff.delay(afterAttempt: attempt) == .milliseconds(milliseconds))
    }
}
