import NIOConcurrencyHelpers
import TestClocks
import Testing

@testable import TelegramBotAPI

@Suite(.timeLimit(.minutes(10))) struct FloodControlTests {
    private struct Mishap: Error {}

    private let clock = ManualClock()
    private let log = LogRecorder()

    private func makeFlood() -> FloodControl {
        FloodControl(clock: clock, logger: log.logger)
    }

    @Test func givesWhatTheCallGives() async throws {
        let flood = makeFlood()
        #expect(try await flood.deliver(to: 1) { 7 } == 7)
        guard case .made(8) = try await flood.preview(to: 1, .draft, { 8 }) else {
            Issue.record("not made")
            return
        }
        await #expect(throws: Mishap.self) { try await flood.deliver(to: 1) { throw Mishap() } }
        await #expect(throws: Mishap.self) { try await flood.preview(to: 1, .draft) { throw Mishap() } }
        let blocked = BotAPIError.refused(Refusal(method: "sendMessage", errorCode: 403, description: "blocked"))
        await #expect(throws: blocked) { try await flood.deliver(to: 1) { throw blocked } }
        #expect(await flood.remainingPause(1) == nil)
        #expect(log.lines.isEmpty)
    }

    @Test func deliversHoweverOftenAndLongItIsRefused() async throws {
        let flood = makeFlood()
        let call = CallRecorder(refusals: ["a": [7, 3600, 200_000, nil, 0, -3]])
        async let delivered = flood.deliver(to: 1) { try call("a") }
        for (count, seconds) in [7, 3600, 86_400, 5, 1, 1].enumerated() {
            await clock.sleeper(for: .seconds(seconds))
            #expect(await flood.remainingPause(1) == .seconds(seconds))
            clock.advance(by: .seconds(seconds) - .milliseconds(1))
            #expect(await flood.remainingPause(1) == .milliseconds(1))
            await clock.sleeper(for: .milliseconds(1))
            #expect(call.calls.count == count + 1)
            clock.advance(by: .milliseconds(1))
        }
        #expect(try await delivered == "a")
        #expect(call.calls.count == 7)
        #expect(await flood.remainingPause(1) == nil)
        #expect(log.notable.count == 6)
        #expect(log.notable.first?.contains(#""seconds": 7"#) == true, "\(log.notable)")
    }

    @Test func nothingOfAChatGoesOutAfterARefusalAndTheOrderIsKept() async throws {
        let (flood, call, gate) = (makeFlood(), CallRecorder(refusals: ["0": [30]]), Gate())
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask {
                try await flood.deliver(to: 1) {
                    await gate.pass()
                    return try call("0")
                }
            }
            for number in 1...3 {
                try await flood.waiting(number - 1)
                try await until { await flood.knownChats > 0 }
                group.addTask { try await flood.deliver(to: 1) { try call("\(number)") } }
            }
            try await flood.waiting(3)
            gate.open()
            await clock.sleeper(for: .seconds(30))
            #expect(call.calls == ["0"])
            let other = try await flood.deliver(to: 2) { try call("other chat") }
            #expect(other == "other chat")
            #expect(try await isHeld(flood.preview(to: 1, .action) { try call("action") }, for: 30, isRefused: false))

            clock.advance(by: .seconds(29))
            await clock.sleeper(for: .seconds(1))
            #expect(call.calls == ["0", "other chat"])
            for count in 3...6 {
                await clock.sleepers(1)
                clock.advance(by: .seconds(1))
                #expect(try await group.next() != nil)
                #expect(call.calls.count == count)
            }
        }
        #expect(call.calls == ["0", "other chat", "0", "1", "2", "3"])
    }

    @Test func whoIsCancelledLeavesTheQueueAtOnce() async throws {
        let (flood, call, gate) = (makeFlood(), CallRecorder(), Gate())
        var tasks: [Task<String, any Error>] = []
        for number in 0...3 {
            tasks.append(
                Task {
                    try await flood.deliver(to: 1) {
                        if number == 0 { await gate.pass() }
                        return try call("\(number)")
                    }
                }
            )
            try await flood.waiting(number)
            try await until { await flood.knownChats > 0 }
        }
        tasks[2].cancel()
        await #expect(throws: CancellationError.self) { try await tasks[2].value }
        #expect(call.calls == [])
        gate.open()
        #expect(try await tasks[0].value == "0")
        #expect(try await tasks[1].value == "1")
        #expect(try await tasks[3].value == "3")
        #expect(call.calls == ["0", "1", "3"])
    }

    @Test func whoIsCancelledBeforehandCallsNothing() async throws {
        let (flood, call, gate) = (makeFlood(), CallRecorder(), Gate())
        let task = Task {
            await gate.pass()
            return try await flood.deliver(to: 1) { try call("a") }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(call.calls == [])
    }

    @Test func cancellationOfACallIsTheCallsOwnAffair() async throws {
        let (flood, gate, call) = (makeFlood(), Gate(), CallRecorder(refusals: ["refused": [9]]))
        for name in ["finished", "refused"] {
            let begun = Gate()
            let task = Task {
                try await flood.deliver(to: 1) {
                    begun.open()
                    await gate.pass()
                    return try call(name)
                }
            }
            await begun.pass()
            task.cancel()
            if name == "finished" {
                #expect(try await task.value == name)
            } else {
                await #expect(throws: CancellationError.self) { try await task.value }
            }
        }
        #expect(call.calls == ["finished", "refused"])
        #expect(await flood.remainingPause(1) == .seconds(9))
    }

    @Test func aRefusedPreviewIsNotRepeated() async throws {
        let (flood, call) = (makeFlood(), CallRecorder(refusals: ["a": [9], "b": [2]]))
        await flood.pause(2, for: .seconds(4))
        #expect(try await isHeld(flood.preview(to: 1, .draft) { try call("a") }, for: 9, isRefused: true))
        #expect(try await isHeld(flood.preview(to: 1, .draft) { try call("a") }, for: 9, isRefused: false))
        #expect(try await isHeld(flood.preview(to: 2, .draft) { try call("a") }, for: 4, isRefused: false))
        #expect(call.calls == ["a"])
        clock.advance(by: .seconds(9))
        guard case .made("a") = try await flood.preview(to: 1, .draft, { try call("a") }) else {
            Issue.record("not made")
            return
        }
        // A pause that is longer already stays.
        #expect(
            try await isHeld(
                flood.preview(to: 1, .draft) {
                    await flood.pause(1, for: .seconds(60))
                    return try call("b")
                },
                for: 60,
                isRefused: true
            )
        )
        #expect(log.notable.count == 2)
    }

    @Test func aPauseWakesNobodyTooEarly() async throws {
        let (flood, call) = (makeFlood(), CallRecorder())
        await flood.pause(1, for: .seconds(10))
        async let delivered = flood.deliver(to: 1) { try call("a") }
        await clock.sleeper(for: .seconds(10))
        clock.advance(by: .seconds(4))
        await flood.pause(1, for: .seconds(20))
        clock.advance(by: .seconds(6))
        await clock.sleeper(for: .seconds(14))
        #expect(call.calls == [])
        clock.advance(by: .seconds(14))
        #expect(try await delivered == "a")
    }

    @Test func aLongPauseOfOneChatKeepsNoOtherWaiting() async throws {
        let (flood, call) = (makeFlood(), CallRecorder())
        await flood.pause(1, for: .seconds(60))
        async let late = flood.deliver(to: 1) { try call("late") }
        await clock.sleeper(for: .seconds(60))
        for _ in 1...3 { _ = try await flood.deliver(to: 2) { try call("burst") } }
        async let soon = flood.deliver(to: 2) { try call("soon") }
        await clock.sleeper(for: .seconds(1))
        clock.advance(by: .seconds(1))
        #expect(try await soon == "soon")
        await clock.sleeper(for: .seconds(59))
        clock.advance(by: .seconds(59))
        #expect(try await late == "late")
    }

    /// With true concurrency, and time that passes as soon as nobody has anything to do before.
    @Test func manyTasksAndManyRefusals() async throws {
        let clock = InstantClock()
        let flood = FloodControl(clock: clock, logger: log.logger)
        let pausedUntil = NIOLockedValueBox<[Int64: InstantClock.Instant]>([:])
        let delivered = try await withThrowingTaskGroup(of: Int64.self) { group in
            for number in 0..<400 {
                let chatID = Int64(number % 20) - 5
                group.addTask {
                    var random = SeededRandom(seed: UInt64(number))
                    let isRefused = NIOLockedValueBox(Int.random(in: 0..<3, using: &random))
                    return try await flood.deliver(to: chatID) {
                        let now = clock.now
                        let isEarly = pausedUntil.withLockedValue { $0[chatID].map { now < $0 } ?? false }
                        #expect(!isEarly)
                        await Task.yield()
                        if isRefused.withLockedValue({
                            $0 -= 1
                            return $0 >= 0
                        }) {
                            pausedUntil.withLockedValue { $0[chatID] = clock.now.advanced(by: .seconds(3)) }
                            throw CallRecorder.refusal(retryAfter: 3)
                        }
                        return chatID
                    }
                }
            }
            return try await group.reduce(into: [Int64: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(delivered.count == 20)
        #expect(delivered.values.allSatisfy { $0 == 20 })
    }

    private func isHeld(_ outcome: PreviewOutcome<String>, for seconds: Int, isRefused: Bool) -> Bool {
        guard case .held(.seconds(seconds), isRefused) = outcome else { return false }
        return true
    }
}

extension FloodControl {
    /// Waits until so many deliveries wait for their turn.
    func waiting(_ count: Int) async throws {
        try await until { waitingTasks >= count }
    }
}
