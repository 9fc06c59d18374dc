import Testing

@testable import TelegramBotAPI

@Suite struct BackoffTests {
    @Test func doublesItsBoundUpToAMinute() {
        var backoff = Backoff()
        let longest = (1...8).map { _ in backoff.next { $0.upperBound } }
        #expect(longest == [2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
        #expect(backoff.failures == 8)
        backoff.reset()
        #expect(backoff.next { $0.upperBound } == .seconds(2))
    }

    @Test func neverWaitsLessThanASecond() {
        var backoff = Backoff()
        #expect((1...100).allSatisfy { _ in backoff.next { $0.lowerBound } == .seconds(1) })
    }
}
