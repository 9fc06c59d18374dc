import Testing

@testable import TelegramBotAPI

@Suite struct FloodStateTests {
    /// Begins and ends whatever may be, each call within an instant, and tells when, in tenths of a second.
    private func run(_ state: inout FloodState, from start: Int = 0, to end: Int) -> [FloodTicket: Int] {
        var times: [FloodTicket: Int] = [:]
        for tenth in start...end {
            let now = Duration.milliseconds(100 * tenth)
            while case let begun = state.advance(to: now).begin, !begun.isEmpty {
                for ticket in begun {
                    times[ticket] = tenth
                    state.end(ticket, pause: nil, at: now)
                }
            }
        }
        return times
    }

    struct Answer: Sendable {
        var limits = FloodLimits.telegram
        var chatID: Int64 = 1
        var kind = FloodKind.message
        /// Tenths of a second at which the parts go out, all asked for at once.
        var times: [Int]
    }

    private static let answers = [
        Answer(times: [0, 0, 0, 10, 20]),
        Answer(chatID: -1, times: [0, 0, 0, 10, 20, 38, 76]),
        Answer(kind: .draft, times: [0, 0, 0, 0, 0, 0, 0]),
        Answer(kind: .action, times: [0, 0, 0, 0, 0, 0, 0, 1, 1]),
        Answer(limits: FloodLimits(perChatPerSecond: 2, perChatBurst: 1), times: [0, 5, 10]),
        Answer(limits: FloodLimits(overallPerSecond: 2), times: [0, 6, 12]),
    ]

    @Test(arguments: answers)
    func anAnswersParts(answer: Answer) {
        var state = FloodState(limits: answer.limits)
        let tickets = answer.times.map { _ in state.enqueue(answer.kind, to: answer.chatID, at: .zero) }
        let begun = run(&state, to: 300)
        #expect(tickets.map { begun[$0] } == answer.times)
    }

    @Test func oneAfterAnotherWithinAChat() {
        var state = FloodState(limits: .telegram)
        let first = state.enqueue(.message, to: 1, at: .zero)
        let second = state.enqueue(.message, to: 1, at: .zero)
        let other = state.enqueue(.message, to: 2, at: .zero)
        #expect(state.advance(to: .zero) == .init(begin: [first, other]))
        #expect(state.advance(to: .seconds(100)) == .init())
        state.end(first, pause: nil, at: .seconds(100))
        #expect(state.advance(to: .seconds(100)) == .init(begin: [second]))
    }

    @Test(arguments: [
        (people: [1, 1, 1], order: [0, 1, 2]),
        ([1, 1, 1, 2], [0, 3, 1, 2]),
        ([1, 1, 2, 1, 2, 3], [0, 2, 5, 1, 4, 3]),
        ([nil, nil, 1, nil], [0, 2, 1, 3]),
    ])
    func peopleTakeTurnsWithinAChat(people: [Int64?], order: [Int]) {
        var state = FloodState(limits: FloodLimits(perChatBurst: 1))
        let tickets = people.map { state.enqueue(.message, to: -1, for: $0, at: .zero) }
        let times = run(&state, to: 300)
        #expect(tickets.indices.sorted { times[tickets[$0]] ?? .max < times[tickets[$1]] ?? .max } == order)
    }

    @Test func whoComesLaterGoesBeforeThoseWhoWaitForMore() throws {
        var state = FloodState(limits: FloodLimits(perChatBurst: 1))
        let heavy = (0..<4).map { _ in state.enqueue(.message, to: -1, for: 1, at: .zero) }
        #expect(state.advance(to: .zero).begin == [heavy[0]])
        // Not before the one that is under way, also where that has to be made again.
        let light = state.enqueue(.message, to: -1, for: 2, at: .zero)
        state.end(heavy[0], pause: .seconds(2), at: .zero)
        #expect(state.advance(to: .seconds(10)).begin == [heavy[0]])
        state.end(heavy[0], pause: nil, at: .seconds(10))
        #expect(state.advance(to: .seconds(20)).begin == [light])
        state.end(light, pause: nil, at: .seconds(20))
        let again = state.enqueue(.message, to: -1, for: 2, at: .seconds(20))
        for (number, next) in [heavy[1], again, heavy[2], heavy[3]].enumerated() {
            let time = Duration.seconds(30 + 10 * number)
            #expect(state.advance(to: time).begin == [next])
            state.end(next, pause: nil, at: time)
        }
    }

    @Test func theFirstComersGoFirstWhereNotAllMay() {
        var state = FloodState(limits: FloodLimits(overallPerSecond: 8))
        let tickets = (1...40).map { state.enqueue(.message, to: Int64($0 * 7919 % 41), at: .zero) }
        let times = run(&state, to: 100)
        #expect(times.count == 40)
        #expect(tickets.compactMap { times[$0] } == times.values.sorted())
    }

    @Test func aRefusalStopsItsChatAlone() {
        var state = FloodState(limits: .telegram)
        let first = state.enqueue(.message, to: 1, at: .zero)
        let second = state.enqueue(.message, to: 1, at: .zero)
        _ = state.advance(to: .zero)
        state.end(first, pause: .seconds(30), at: .seconds(1))
        #expect(state.remainingPause(1, at: .seconds(1)) == .seconds(30))
        #expect(state.remainingPause(2, at: .seconds(1)) == nil)
        #expect(state.advance(to: .seconds(1)) == .init(wake: .seconds(30)))
        #expect(state.preview(.draft, to: 1, at: .seconds(1)) == .seconds(30))
        #expect(state.preview(.action, to: 1, at: .seconds(30)) == .seconds(1))

        let other = state.enqueue(.message, to: 2, at: .seconds(1))
        #expect(state.advance(to: .seconds(1)) == .init(begin: [other], wake: .seconds(30)))

        // The one that was refused goes before those behind it, and there is no other burst.
        #expect(state.advance(to: .milliseconds(30_999)).begin == [])
        #expect(state.advance(to: .seconds(31)).begin == [first])
        state.end(first, pause: nil, at: .seconds(31))
        #expect(state.advance(to: .seconds(31)) == .init(wake: .seconds(1)))
        #expect(state.advance(to: .seconds(32)).begin == [second])
        #expect(state.remainingPause(1, at: .seconds(31)) == nil)
    }

    struct Pauses: Sendable {
        /// The second in which each is asked for, and for how many.
        var asked: [(at: Int, seconds: Int)]
        var end: Int?
    }

    private static let pauses = [
        Pauses(asked: [(0, 10)], end: 10),
        Pauses(asked: [(0, 10), (5, 2)], end: 10),
        Pauses(asked: [(0, 10), (5, 20)], end: 25),
        Pauses(asked: [(0, 10), (0, 10)], end: 10),
        Pauses(asked: [(0, 0)]),
        Pauses(asked: [(0, -5)]),
        Pauses(asked: [(0, 1_000_000)], end: 86_400),
        Pauses(asked: [(0, .max)], end: 86_400),
    ]

    @Test(arguments: pauses)
    func theLongestPauseCounts(pauses: Pauses) {
        var state = FloodState(limits: .telegram)
        for (time, seconds) in pauses.asked { state.pause(1, for: .seconds(seconds), at: .seconds(time)) }
        let last = Duration.seconds(pauses.asked.last?.at ?? 0)
        #expect(state.remainingPause(1, at: last) == pauses.end.map { .seconds($0) - last })
    }

    @Test func previewsLeaveTheReserve() {
        var state = FloodState(limits: FloodLimits(previewDistance: .zero))
        #expect(state.preview(.message, to: 1, at: .zero) == nil)
        #expect(state.preview(.message, to: 1, at: .zero) == nil)
        #expect(state.preview(.message, to: 1, at: .zero) == .seconds(1))
        // What must arrive finds its place.
        let ticket = state.enqueue(.message, to: 1, at: .zero)
        #expect(state.advance(to: .zero).begin == [ticket])
    }

    @Test func whatCanDoWithoutLeavesRoomForOtherPreviews() {
        let limits = FloodLimits(perChatBurst: 5, previewDistance: .zero)
        // Of five in a burst two are kept for what must arrive.
        for (chatID, wait) in [(Int64(1), Duration.seconds(1)), (-1, .milliseconds(3750) + .nanoseconds(1))] {
            var state = FloodState(limits: limits)
            for _ in 0..<2 { #expect(state.preview(.message, to: chatID, leaving: 1, at: .zero) == nil) }
            #expect(state.preview(.message, to: chatID, leaving: 1, at: .zero) == wait)
            #expect(state.preview(.message, to: chatID, at: .zero) == nil)
            // A burst has no more.
            #expect(state.preview(.message, to: chatID, leaving: 100, at: .seconds(60)) == nil)
        }
        var drafts = FloodState(limits: .telegram)
        #expect((0..<10).count { drafts.preview(.draft, to: Int64($0), leaving: 1, at: .zero) == nil } == 4)
        #expect(drafts.preview(.draft, to: 1, at: .zero) == nil)
    }

    /// A message that is edited all the time is no burst.
    @Test func whatFollowsAPreviewKeepsItsDistance() {
        var state = FloodState(limits: .telegram)
        #expect(state.preview(.message, to: 1, at: .zero) == nil)
        #expect(state.preview(.message, to: 1, at: .milliseconds(200)) == .milliseconds(800))
        // It may have arrived at its end only.
        state.endPreview(.message, to: 1, at: .milliseconds(200))
        let final = state.enqueue(.message, to: 1, at: .milliseconds(300))
        let other = state.enqueue(.message, to: 2, at: .milliseconds(300))
        #expect(state.advance(to: .milliseconds(300)) == .init(begin: [other], wake: .milliseconds(900)))
        #expect(state.advance(to: .milliseconds(1200)).begin == [final])
        state.end(final, pause: nil, at: .milliseconds(1500))
        // Another message is a burst, a preview is not.
        let next = state.enqueue(.message, to: 1, at: .milliseconds(1500))
        #expect(state.advance(to: .milliseconds(1500)).begin == [next])
        state.end(next, pause: nil, at: .milliseconds(1600))
        #expect(state.preview(.message, to: 1, at: .milliseconds(1700)) == .milliseconds(900))
        #expect(state.preview(.message, to: 1, at: .milliseconds(2600)) == nil)
    }

    /// Drafts are no messages.
    @Test func draftsKeepNoDistance() {
        var state = FloodState(limits: .telegram)
        #expect(state.preview(.draft, to: 1, at: .zero) == nil)
        state.endPreview(.draft, to: 1, at: .milliseconds(100))
        let final = state.enqueue(.message, to: 1, at: .milliseconds(100))
        #expect(state.advance(to: .milliseconds(100)).begin == [final])
        state.end(final, pause: nil, at: .milliseconds(200))
        #expect(state.preview(.draft, to: 1, at: .milliseconds(200)) == nil)
    }

    @Test func draftsCountOverAllChatsOnly() {
        var state = FloodState(limits: .telegram)
        let made = (0..<10).count { state.preview(.draft, to: Int64($0 % 2), at: .zero) == nil }
        // The burst is 7, of which 2 are reserved.
        #expect(made == 5)
        let tickets = (0..<2).map { state.enqueue(.message, to: $0, at: .zero) }
        #expect(state.advance(to: .zero).begin == tickets)
    }

    @Test func previewsStandBackWhileSomethingWaits() {
        var state = FloodState(limits: FloodLimits(previewDistance: .zero))
        let first = state.enqueue(.message, to: 1, at: .zero)
        _ = state.advance(to: .zero)
        // Under way: an edit would count beside it, a draft does not.
        #expect(state.preview(.message, to: 1, at: .zero) == .milliseconds(100))
        #expect(state.preview(.draft, to: 1, at: .zero) == nil)
        #expect(state.preview(.message, to: 2, at: .zero) == nil)
        _ = state.enqueue(.message, to: 1, at: .zero)
        #expect(state.preview(.draft, to: 1, at: .zero) == .milliseconds(100))
        #expect(state.preview(.draft, to: 2, at: .zero) == nil)
        state.end(first, pause: nil, at: .zero)
        #expect(state.preview(.draft, to: 1, at: .zero) == .milliseconds(100))
    }

    @Test func whatIsGivenUpLeavesTheOrder() {
        var state = FloodState(limits: .telegram)
        let tickets = (0..<4).map { _ in state.enqueue(.message, to: 1, at: .zero) }
        #expect(state.advance(to: .zero).begin == [tickets[0]])
        // The first is under way, and the third can be given up only once.
        let given = [tickets[0], tickets[2], tickets[2]].map { state.cancel($0) }
        #expect(given == [false, true, false])
        state.end(tickets[0], pause: nil, at: .zero)
        let second = state.cancel(tickets[1])
        #expect(second)
        #expect(state.advance(to: .zero).begin == [tickets[3]])
        state.end(tickets[3], pause: nil, at: .zero)
        let last = state.cancel(tickets[3])
        #expect(!last)
        #expect(state.advance(to: .zero) == .init())
    }

    @Test func nothingWakesForWhatIsGivenUp() {
        var state = FloodState(limits: FloodLimits(overallPerSecond: 1))
        let first = state.enqueue(.message, to: 1, at: .zero)
        let second = state.enqueue(.message, to: 2, at: .zero)
        #expect(state.advance(to: .zero).begin == [first])
        #expect(state.advance(to: .milliseconds(500)).wake ?? .zero > .milliseconds(499))
        let isGivenUp = state.cancel(second)
        #expect(isGivenUp)
        #expect(state.advance(to: .milliseconds(500)) == .init())
    }

    @Test func forgetsQuietChats() {
        var state = FloodState(limits: .telegram)
        state.pause(-5, for: .seconds(80_000), at: .zero)
        for number in 1...2000 {
            let now = Duration.seconds(number)
            let ticket = state.enqueue(.message, to: Int64(number), at: now)
            #expect(state.advance(to: now).begin == [ticket])
            state.end(ticket, pause: nil, at: now)
            #expect(state.preview(.draft, to: Int64(-number), at: now) == (number == 5 ? .seconds(79_995) : nil))
            #expect(state.knownChats <= 64)
        }
        #expect(state.remainingPause(-5, at: .seconds(2000)) == .seconds(78_000))
    }
}
