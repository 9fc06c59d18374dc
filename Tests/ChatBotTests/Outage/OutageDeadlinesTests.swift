import Foundation
import Synchronization
import TestClocks
import Testing

@testable import ChatBot

@Suite(.timeLimit(.minutes(10))) struct OutageDeadlinesTests {
    private let clock = ManualClock()
    private let timeOfDay = TimeOfDay()

    private final class TimeOfDay: Sendable {
        let now = Mutex(Date(timeIntervalSince1970: 1_000_000))
    }

    private func deadlines(_ limit: Duration) -> OutageDeadlines {
        OutageDeadlines(limit: limit, clock: clock) { [timeOfDay] in timeOfDay.now.withLock { $0 } }
    }

    private func turn(_ id: Int64, receivedAt: Date) -> Turn {
        let incoming = Incoming(
            conversation: ConversationID(chatID: 1),
            messageID: 1,
            isInGroup: false,
            event: .text("hi")
        )
        return Turn(id: id, incoming: incoming, receivedAt: receivedAt)
    }

    @Test func whatWasReceivedBeforeARestartHasWaitedAlready() {
        let deadlines = deadlines(.seconds(3600))
        let turn = turn(1, receivedAt: Date(timeIntervalSince1970: 1_000_000 - 3000))
        deadlines.note(turn)
        clock.advance(by: .seconds(599))
        #expect(!deadlines.isOver(turn))
        clock.advance(by: .seconds(1))
        #expect(deadlines.isOver(turn))
    }

    /// A question is looked at again and again while it waits; a computer may learn the right time meanwhile.
    @Test(arguments: [-100_000.0, 100_000])
    func aJumpOfTheTimeOfDayEndsNoWaiting(seconds: TimeInterval) {
        let deadlines = deadlines(.seconds(3600))
        let turn = turn(1, receivedAt: timeOfDay.now.withLock { $0 })
        deadlines.note(turn)
        timeOfDay.now.withLock { $0 += seconds }
        deadlines.note(turn)
        clock.advance(by: .seconds(3599))
        #expect(!deadlines.isOver(turn))
        clock.advance(by: .seconds(1))
        deadlines.note(turn)
        #expect(deadlines.isOver(turn))
        deadlines.forget(turn)
        #expect(!deadlines.isOver(turn))
    }

    @Test func tellsEachEndOnce() async {
        let deadlines = deadlines(.seconds(10))
        let (ends, end) = AsyncStream<Void>.makeStream()
        let run = Task { await deadlines.run { end.yield() } }
        let time = timeOfDay.now.withLock { $0 }
        deadlines.note(turn(1, receivedAt: time))
        deadlines.note(turn(2, receivedAt: time.addingTimeInterval(-5)))
        await clock.sleeper(for: .seconds(5))
        clock.advance(by: .seconds(5))
        var told = ends.makeAsyncIterator()
        await told.next()
        #expect(deadlines.isOver(turn(2, receivedAt: time)))
        #expect(!deadlines.isOver(turn(1, receivedAt: time)))
        await clock.sleeper(for: .seconds(5))
        clock.advance(by: .seconds(5))
        await told.next()
        #expect(deadlines.isOver(turn(1, receivedAt: time)))
        run.cancel()
        await run.value
    }
}
