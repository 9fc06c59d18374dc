import Testing

@testable import TelegramBotAPI

/// The protocol of long polling, without a server and without time.
@Suite struct PollingStateTests {
    private var state = PollingState(allowedUpdates: ["message"], timeout: 50)

    private func update(_ id: Int) -> Update {
        Update(updateID: id, content: .unknown(kind: "test"))
    }

    private func request(offset: Int? = nil, limit: Int = 100) -> GetUpdates {
        GetUpdates(offset: offset, limit: limit, timeout: 50, allowedUpdates: ["message"])
    }

    private func batch(_ ids: Int..., unusable: Int = 0, after: Duration = .seconds(50)) -> PollOutcome {
        .batch(UpdateBatch(updates: ids.map(update), unusable: unusable), after: after)
    }

    /// Expects a request and answers it; the random waits are as long as they may be.
    private mutating func poll(_ request: GetUpdates, _ outcome: PollOutcome) -> [PollingNote] {
        #expect(state.next() == .poll(request))
        return state.received(outcome, for: request) { $0.upperBound }
    }

    private mutating func confirm(_ ids: Int...) {
        for id in ids { state.confirm(id) }
    }

    private static let down = BotAPIError.connection(
        ConnectionFailure(method: "getUpdates", reason: "the connection was refused", mayHaveArrived: false)
    )

    private static func refused(_ code: Int, retryAfter: Int? = nil) -> BotAPIError {
        .refused(Refusal(method: "getUpdates", errorCode: code, description: "No", retryAfter: retryAfter))
    }

    private static let unreadable = BotAPIError.malformedResponse(method: "getUpdates", status: 200, reason: "broken")

    @Test mutating func deliversInOrderAndMovesTheOffset() {
        #expect(poll(request(), batch(5, 6)) == [])
        #expect(state.next() == .deliver(update(5)))
        confirm(5)
        #expect(state.next() == .deliver(update(6)))
        confirm(6)
        #expect(poll(request(offset: 7), batch()) == [])
        #expect(poll(request(offset: 7), batch(9)) == [])
        #expect(state.next() == .deliver(update(9)))
        confirm(9)
        #expect(state.next() == .poll(request(offset: 10)))
    }

    @Test mutating func asksAgainForWhatIsNotConfirmedAndDoesNotSpin() {
        _ = poll(request(), batch(5, 6, 7))
        for id in 5...7 { #expect(state.next() == .deliver(update(id))) }
        confirm(5, 7)
        for seconds in [1, 2, 4, 5, 5] {
            #expect(state.next() == .awaitConfirmations(.seconds(seconds)))
            _ = poll(request(offset: 6), batch(6, 7, after: .zero))
            #expect(state.next() == .deliver(update(6)))
        }
        #expect(state.next() == .awaitConfirmations(.seconds(5)))
        _ = poll(request(offset: 6), batch(6, 7, 8, after: .zero))
        #expect(state.next() == .deliver(update(6)))
        #expect(state.next() == .deliver(update(8)))
        confirm(6, 8)
        #expect(state.next() == .poll(request(offset: 9)))
    }

    @Test mutating func pollsAtOnceWhenTheLastIsConfirmedWhileItWaits() {
        _ = poll(request(), batch(5))
        #expect(state.next() == .deliver(update(5)))
        #expect(state.next() == .awaitConfirmations(.seconds(1)))
        confirm(5)
        #expect(state.next() == .poll(request(offset: 6)))
    }

    @Test mutating func dropsWhatWasConfirmedWhileTheRequestWasOnItsWay() {
        _ = poll(request(), batch(5))
        #expect(state.next() == .deliver(update(5)))
        #expect(state.next() == .awaitConfirmations(.seconds(1)))
        #expect(state.next() == .poll(request()))
        confirm(5)
        #expect(state.received(batch(5), for: request()) { $0.upperBound } == [])
        #expect(state.next() == .poll(request(offset: 6)))
    }

    @Test mutating func backsOffAndTellsEachSortOfFailureOnce() {
        #expect(
            poll(request(), .failed(Self.down)) == [.failing(Self.down, retryIn: .seconds(2))]
        )
        #expect(state.next() == .wait(.seconds(2)))
        #expect(poll(request(), .failed(Self.down)) == [])
        #expect(state.next() == .wait(.seconds(4)))
        let bad = Self.refused(502)
        #expect(poll(request(), .failed(bad)) == [.failing(bad, retryIn: .seconds(8))])
        #expect(state.next() == .wait(.seconds(8)))
        #expect(poll(request(), .failed(Self.down)) == [])
        #expect(state.next() == .wait(.seconds(16)))
        #expect(poll(request(), batch(5)) == [.working(failures: 4)])
        #expect(state.next() == .deliver(update(5)))
        confirm(5)
        #expect(poll(request(offset: 6), .failed(Self.down)) == [.failing(Self.down, retryIn: .seconds(2))])
    }

    @Test(arguments: [(7, 7), (0, 1), (-5, 1), (Int.max, 3600), (nil, 2)] as [(Int?, Int)])
    mutating func waitsAsLongAsFloodControlAsks(retryAfter: Int?, seconds: Int) {
        let error = Self.refused(429, retryAfter: retryAfter)
        #expect(poll(request(), .failed(error)) == [.failing(error, retryIn: .seconds(seconds))])
        #expect(state.next() == .wait(.seconds(seconds)))
        #expect(state.next() == .poll(request()))
    }

    @Test(arguments: [401, 404])
    mutating func givesUpWithoutAValidToken(code: Int) {
        #expect(poll(request(), .failed(Self.refused(code))) == [])
        #expect(state.next() == .fail(Self.refused(code)))
        #expect(state.next() == .fail(Self.refused(code)))
    }

    @Test(arguments: [400, 403, 409, 500, 599])
    mutating func triesAgainAfterOtherRefusals(code: Int) {
        let error = Self.refused(code)
        #expect(poll(request(), .failed(error)) == [.failing(error, retryIn: .seconds(2))])
        #expect(state.next() == .wait(.seconds(2)))
        #expect(state.next() == .poll(request()))
    }

    @Test mutating func countsACancelledRequestAsNoFailure() {
        #expect(poll(request(), .failed(.cancelled)) == [])
        #expect(state.next() == .poll(request()))
    }

    @Test mutating func findsTheOneUpdateThatMakesTheAnswerUnreadable() {
        #expect(
            poll(request(), .unreadable(Self.unreadable, firstID: 5))
                == [.failing(Self.unreadable, retryIn: .seconds(2))]
        )
        #expect(state.next() == .wait(.seconds(2)))
        #expect(poll(request(limit: 1), batch(5)) == [.working(failures: 1)])
        #expect(state.next() == .deliver(update(5)))
        confirm(5)
        let one = request(offset: 6, limit: 1)
        #expect(poll(one, .unreadable(Self.unreadable, firstID: 6)).count == 1)
        #expect(state.next() == .wait(.seconds(2)))
        #expect(poll(one, .unreadable(Self.unreadable, firstID: 6)) == [.unreadable(updateID: 6)])
        let broken = Update(updateID: 6, content: .malformed(kind: "none", reason: "it is not valid JSON"))
        #expect(state.next() == .deliver(broken))
        confirm(6)
        _ = poll(request(offset: 7, limit: 1), batch(7))
        #expect(state.next() == .deliver(update(7)))
        confirm(7)
        _ = poll(request(offset: 8, limit: 1), batch())
        #expect(state.next() == .poll(request(offset: 8)))
    }

    @Test mutating func keepsAnUpdateThatWasOnlyCutOffOnItsWay() {
        _ = poll(request(limit: 100), .unreadable(Self.unreadable, firstID: 5))
        _ = state.next()
        _ = poll(request(limit: 1), .unreadable(Self.unreadable, firstID: 5))
        _ = state.next()
        _ = poll(request(limit: 1), batch(5))
        #expect(state.next() == .deliver(update(5)))
    }

    @Test mutating func passesOverNothingThatHasNoID() {
        for bound in [2, 4, 8, 16, 32, 60, 60] {
            let request = request(limit: bound == 2 ? 100 : 1)
            _ = poll(request, .unreadable(Self.unreadable, firstID: nil))
            #expect(state.next() == .wait(.seconds(bound)))
        }
    }

    @Test mutating func backsOffFromUpdatesWithoutAnID() {
        #expect(poll(request(), batch(unusable: 2)) == [.unusable(count: 2)])
        #expect(state.next() == .wait(.seconds(2)))
        #expect(poll(request(), batch(unusable: 2)) == [])
        #expect(state.next() == .wait(.seconds(4)))
        #expect(poll(request(), batch(5, unusable: 2)) == [.working(failures: 2)])
        #expect(state.next() == .deliver(update(5)))
    }

    @Test mutating func followsAServerThatCountsAnew() {
        _ = poll(request(), batch(1000))
        _ = state.next()
        confirm(1000)
        #expect(poll(request(offset: 1001), batch(5, 6)) == [.renumbered(updateID: 5)])
        #expect(state.next() == .deliver(update(5)))
        #expect(state.next() == .deliver(update(6)))
        confirm(5, 6)
        _ = poll(request(offset: 7), batch(7))
        #expect(state.next() == .deliver(update(7)))
    }

    @Test mutating func backsOffFromAServerThatIgnoresTheOffset() {
        _ = poll(request(), batch(5))
        var waits: [Duration] = []
        for _ in 1...6 {
            var action = state.next()
            if case .wait(let delay) = action {
                waits.append(delay)
                action = state.next()
            }
            if case .deliver(let update) = action {
                confirm(update.updateID)
                action = state.next()
            }
            if case .wait(let delay) = action {
                waits.append(delay)
                action = state.next()
            }
            #expect(action == .poll(request(offset: 6)))
            _ = state.received(batch(5), for: request(offset: 6)) { $0.upperBound }
        }
        #expect(waits == [2, 4, 8, 16].map { .seconds($0) })
    }

    @Test mutating func pausesForAServerThatDoesNotWait() {
        _ = poll(request(), batch(after: .milliseconds(3)))
        #expect(state.next() == .wait(.seconds(1)))
        _ = poll(request(), batch(after: .seconds(50)))
        #expect(state.next() == .poll(request()))
    }

    @Test mutating func deliversAnIDTwiceInABatchOnce() {
        _ = poll(request(), batch(5, 5, 6))
        #expect(state.next() == .deliver(update(5)))
        #expect(state.next() == .deliver(update(6)))
        #expect(state.next() == .awaitConfirmations(.seconds(1)))
    }

    @Test mutating func acknowledgesOnlyWhatTheServerDoesNotKnow() {
        #expect(state.acknowledgement == nil)
        _ = poll(request(), batch(5))
        _ = state.next()
        #expect(state.acknowledgement == nil)
        confirm(5)
        let expected = GetUpdates(offset: 6, limit: 1, timeout: 0, allowedUpdates: ["message"])
        #expect(state.acknowledgement == expected)
        _ = poll(request(offset: 6), .failed(Self.down))
        #expect(state.acknowledgement == expected)
        _ = state.next()
        _ = poll(request(offset: 6), batch())
        #expect(state.acknowledgement == nil)
    }

    @Test(arguments: [(-7, 1), (0, 1), (30, 30), (50, 50), (51, 50), (Int.max, 50)])
    func bringsTheTimeoutIntoTheBoundsOfTheBotAPI(given: Int, used: Int) {
        var state = PollingState(allowedUpdates: [], timeout: given)
        #expect(state.next() == .poll(GetUpdates(offset: nil, limit: 100, timeout: used, allowedUpdates: [])))
    }
}
