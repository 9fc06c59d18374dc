import TestClocks
import Testing

@testable import ChatBot

/// What who runs the bot is told of it.
@Suite(.timeLimit(.minutes(10))) struct GaugeTests {
    @Test func itTellsHowItStandsAndTheNewestOnly() async {
        let gauge = Gauge()
        var early = gauge.figures().makeAsyncIterator()
        #expect(await early.next() == BotFigures())
        gauge.answered(Figures(promptTokens: 5, cachedTokens: 7, predictedPerSecond: 12.5))
        gauge.answered(Figures(promptTokens: 6))
        let newest = await early.next()
        #expect(newest?.answers == 2)
        #expect(newest?.lastAnswer?.promptTokens == 6)
        #expect(newest?.lastAnswer?.cachedTokens == nil)
        var late = gauge.figures().makeAsyncIterator()
        #expect(await late.next() == newest)
    }

    @Test func itFollowsTheQueue() async throws {
        let gauge = Gauge()
        let queue = GenerationQueue(clock: ManualClock(), onChange: gauge.look) { .init(slots: 1) }
        var figures = gauge.figures().makeAsyncIterator()
        func next(_ writing: Int, _ waiting: Int) async {
            while let now = await figures.next() {
                if now.writing == writing, now.waiting == waiting { return }
            }
            Issue.record("it ended")
        }
        let first = queue.pass(for: Ask("a1").turn)
        _ = try await first.wait(tokens: nil) { _ in }
        await next(1, 0)
        let second = queue.pass(for: Ask("b2").turn)
        let begins = Task { try await second.wait(tokens: nil) { _ in } }
        await next(1, 1)
        first.leave()
        _ = try await begins.value
        await next(1, 0)
        second.leave()
        await next(0, 0)
    }
}
