import Synchronization
import TestClocks
import Testing

@testable import ChatBot

@Suite struct AlarmTests {
    private final class Woken: Sendable {
        private let names = Mutex<[Int]>([])
        let bell = Bell()

        var all: [Int] { names.withLock { $0 } }

        func note(_ name: Int) {
            names.withLock { $0.append(name) }
            bell.ring()
        }

        func wait(for count: Int) async {
            while all.count < count { await bell.wait() }
        }
    }

    @Test func eachIsWokenAtItsTimeByOneSleeper() async {
        let clock = ManualClock()
        let alarm = Alarm(clock: clock)
        let woken = Woken()
        for seconds in [5, 3, 9, 3, 7] { _ = alarm.set(in: .seconds(seconds)) { woken.note(seconds) } }
        await clock.sleeper(for: .seconds(3))
        #expect(clock.sleeping == 1)
        clock.advance(by: .seconds(3))
        await woken.wait(for: 2)
        #expect(woken.all == [3, 3])
        await clock.sleeper(for: .seconds(2))
        clock.advance(by: .seconds(4))
        await woken.wait(for: 4)
        #expect(woken.all == [3, 3, 5, 7])
        await clock.sleeper(for: .seconds(2))
        clock.advance(by: .seconds(2))
        await woken.wait(for: 5)
        #expect(alarm.count == 0)
        #expect(clock.sleeping == 0)
    }

    @Test func whoIsCancelledIsNotWoken() async {
        let clock = ManualClock()
        let alarm = Alarm(clock: clock)
        let woken = Woken()
        let calls = (1...200).map { number in alarm.set(in: .seconds(number)) { woken.note(number) } }
        for call in calls.dropLast(2) { alarm.cancel(call) }
        #expect(alarm.count == 2)
        clock.advance(by: .seconds(200))
        await woken.wait(for: 2)
        #expect(woken.all == [199, 200])
    }

    @Test func nobodySleepsForNobody() async {
        let clock = ManualClock()
        let alarm = Alarm(clock: clock)
        let call = alarm.set(in: .seconds(3)) {}
        await clock.sleeper(for: .seconds(3))
        alarm.cancel(call)
        #expect(clock.sleeping == 0)
        alarm.cancel(call)
    }

    @Test func aWaitEndsWithItsTime() async {
        let clock = ManualClock()
        let alarm = Alarm(clock: clock)
        let bell = Bell()
        async let isOver: Void = bell.wait(atMost: .seconds(3), by: alarm)
        await clock.sleeper(for: .seconds(3))
        clock.advance(by: .seconds(3))
        await isOver
        // What is over says nothing to the next one.
        #expect(alarm.count == 0)
        async let isRung: Void = bell.wait(atMost: .seconds(5), by: alarm)
        await clock.sleeper(for: .seconds(5))
        bell.ring()
        await isRung
        #expect(alarm.count == 0)
    }

    /// However time passes while somebody lies down.
    @Test func noTimeIsMissed() async {
        let clock = ManualClock()
        let alarm = Alarm(clock: clock)
        let time = Task {
            while !Task.isCancelled {
                clock.advance(by: .seconds(1))
                await Task.yield()
            }
        }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    let bell = Bell()
                    for round in 0..<20 {
                        if (number + round).isMultiple(of: 3) { bell.ring() }
                        await bell.wait(atMost: .seconds((number + round) % 4), by: alarm)
                    }
                }
            }
        }
        time.cancel()
        #expect(alarm.count == 0)
    }
}
