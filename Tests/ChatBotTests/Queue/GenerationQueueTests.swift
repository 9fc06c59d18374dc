import Synchronization
import TestClocks
import Testing

@testable import ChatBot

@Suite(.timeLimit(.minutes(10))) struct GenerationQueueTests {
    /// What was told, and by whom.
    final class Told: Sendable {
        private let all = Mutex<[String]>([])
        private let bell = Bell()

        var lines: [String] { all.withLock { $0 } }

        func note(_ line: String) {
            all.withLock { $0.append(line) }
            bell.ring()
        }

        func note(_ name: String, _ standing: Standing?) {
            switch standing {
            case .queued(let place, let wait):
                note("\(name) \(place)" + (wait.map { " \($0.components.seconds)" } ?? ""))
            case nil: note("\(name) -")
            default: note("\(name) ?")
            }
        }

        /// Waits until so many lines were told.
        func lines(_ count: Int) async -> [String] {
            while lines.count < count { await bell.wait() }
            return lines
        }
    }

    private final class Tally: Sendable {
        struct Counts {
            var writing = 0
            var most = 0
            var written = 0
            var cancelled = 0
            var conversations: Set<ConversationID> = []
        }

        private let counts = Mutex(Counts())

        func change(_ change: (inout Counts) -> Void) { counts.withLock { change(&$0) } }
    }

    private let clock = ManualClock()
    private let told = Told()

    private func queue(slots: Int = 1, sharedTokens: Int? = nil) -> GenerationQueue {
        GenerationQueue(clock: clock) { .init(slots: slots, sharedTokens: sharedTokens) }
    }

    /// Waits in a task of its own, and until it does.
    private func wait(_ ask: Ask, in queue: GenerationQueue) async throws -> (
        pass: Pass, begins: Task<Duration, any Error>
    ) {
        let pass = queue.pass(for: ask.turn)
        let before = queue.waiting + queue.writing
        let task = Task { [told] in
            try await pass.wait(tokens: ask.entry.tokens) { told.note(ask.description, $0) }
        }
        try await until { queue.waiting + queue.writing != before }
        return (pass, task)
    }

    @Test func whoNeedNotWaitIsToldNothing() async throws {
        let queue = queue(slots: 2)
        for ask in ["a1", "b2"] as [Ask] {
            let pass = queue.pass(for: ask.turn)
            try await #expect(pass.wait(tokens: nil) { told.note("a1", $0) } == .zero)
            // Once more is no more.
            try await #expect(pass.wait(tokens: nil) { told.note("a1", $0) } == .zero)
            pass.freeSlot()
            pass.leave()
        }
        #expect(told.lines == [])
        #expect(queue.writing == 0)
    }

    @Test func whoWaitsHearsHowItStands() async throws {
        let queue = queue()
        let a = try await wait("a1", in: queue)
        _ = try await a.begins.value
        clock.advance(by: .seconds(20))
        a.pass.freeSlot()
        let b = try await wait("b2", in: queue)
        _ = try await b.begins.value
        #expect(told.lines == [])

        let c = try await wait("c3", in: queue)
        #expect(await told.lines(1) == ["c3 1 20"])
        let d = try await wait("d4", in: queue)
        #expect(await told.lines(2).last == "d4 2 40")
        // Time passes; every ten seconds they hear it again.
        clock.advance(by: .seconds(4))
        #expect(told.lines.count == 2)
        await clock.sleeper(for: .seconds(1))
        clock.advance(by: .seconds(6))
        #expect(await Set(told.lines(4).suffix(2)) == ["c3 1 10", "d4 2 30"])

        b.pass.freeSlot()
        try await #expect(c.begins.value == .seconds(10))
        #expect(await Set(told.lines(6).suffix(2)) == ["c3 -", "d4 1 20"])
        c.pass.leave()
        try await #expect(d.begins.value == .seconds(10))
        #expect(await told.lines(7).last == "d4 -")
        d.pass.leave()
        #expect(queue.writing == 0)
    }

    /// Nobody hears the same again before its time.
    @Test func whatIsNotNewIsNotTold() async throws {
        let queue = queue()
        let a = try await wait("a1", in: queue)
        _ = try await a.begins.value
        let b = try await wait("b2", in: queue)
        #expect(await told.lines(1) == ["b2 1"])
        for number in 3...6 {
            let other = try await wait(Ask("c\(number)"), in: queue)
            other.pass.leave()
            _ = await other.begins.result
        }
        #expect(told.lines.filter { $0.hasPrefix("b2") } == ["b2 1"])
        a.pass.leave()
        _ = try await b.begins.value
    }

    @Test func whoIsCancelledLeavesAtOnce() async throws {
        let queue = queue()
        let a = try await wait("a1", in: queue)
        let b = try await wait("b2/x", in: queue)
        let c = try await wait("c3/x", in: queue)
        b.begins.cancel()
        await #expect(throws: CancellationError.self) { try await b.begins.value }
        #expect(queue.waiting == 1)
        a.pass.leave()
        _ = try await c.begins.value
        await #expect(throws: CancellationError.self) { try await b.pass.wait(tokens: nil) { _ in } }
        c.pass.leave()
        #expect(queue.writing == 0)
    }

    @Test func whoIsCancelledBeforehandDoesNotEvenBegin() async throws {
        let queue = queue()
        let pass = queue.pass(for: Ask("a1").turn)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await pass.wait(tokens: nil) { _ in }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(queue.writing == 0)
    }

    /// Cancelled at the very moment at which it may begin: either way the slot is not lost.
    @Test func aCancellationAtAdmissionLosesNothing() async throws {
        let queue = queue()
        for number in 1...500 {
            let a = try await wait(Ask("a\(3 * number)"), in: queue)
            _ = try await a.begins.value
            let b = try await wait(Ask("b\(3 * number + 1)/x"), in: queue)
            async let freed: Void = a.pass.leave()
            async let cancelled: Void = b.begins.cancel()
            _ = await (freed, cancelled)
            let begun = try? await b.begins.value
            let c = try await wait(Ask("c\(3 * number + 2)/x"), in: queue)
            if begun != nil { b.pass.leave() }
            _ = try await c.begins.value
            c.pass.leave()
            #expect(queue.waiting + queue.writing == 0)
        }
    }

    @Test func leavingEndsTheWaitAndMayBeSaidAgain() async throws {
        let queue = queue()
        let a = try await wait("a1", in: queue)
        let b = try await wait("b2", in: queue)
        for _ in 1...3 { b.pass.leave() }
        await #expect(throws: CancellationError.self) { try await b.begins.value }
        for _ in 1...3 { a.pass.leave() }
        #expect(queue.waiting + queue.writing == 0)
        await #expect(throws: CancellationError.self) { try await a.pass.wait(tokens: nil) { _ in } }
        let unused = queue.pass(for: Ask("c3").turn)
        unused.freeSlot()
        unused.leave()
    }

    @Test func aPassThatNobodyHoldsHasLeft() async throws {
        let queue = queue()
        do {
            let pass = queue.pass(for: Ask("a1").turn)
            _ = try await pass.wait(tokens: nil) { _ in }
            #expect(queue.writing == 1)
        }
        #expect(queue.writing == 0)
    }

    @Test func whoHasGivenHisSlotBackWaitsForAnother() async throws {
        let queue = queue()
        let a = queue.pass(for: Ask("a1/x").turn)
        _ = try await a.wait(tokens: nil) { _ in }
        a.freeSlot()
        let b = try await wait("b2/x", in: queue)
        // The conversation is still his.
        try await #expect(a.wait(tokens: nil) { _ in } == .zero)
        a.leave()
        _ = try await b.begins.value
        b.pass.leave()
    }

    @Test func twoThatHaveBurstTheContextAreWrittenOneAfterTheOther() async throws {
        let queue = queue(slots: 3, sharedTokens: 100)
        let a = try await wait("a1/x:10", in: queue)
        let b = try await wait("b2/y:10", in: queue)
        let again = [a, b].map { one in
            Task { [told] in
                _ = try await one.pass.waitAlone { told.note("alone", $0) }
                told.note("begun")
                #expect(queue.writing == 1)
                // It is alone already.
                _ = try await one.pass.waitAlone { _ in }
                one.pass.leave()
            }
        }
        for task in again { try await task.value }
        #expect(told.lines.count { $0 == "begun" } == 2)
        #expect(queue.writing == 0)
    }

    @Test func whoTakesLessThanHeSaidMakesRoom() async throws {
        let queue = queue(slots: 3, sharedTokens: 100)
        let a = try await wait("a1:90", in: queue)
        let b = try await wait("b2:40", in: queue)
        let c = try await wait("c3:20", in: queue)
        b.pass.take(tokens: 1)
        #expect(queue.waiting == 2)
        a.pass.take(tokens: 50)
        _ = try await b.begins.value
        // It has turned out to be more, and c has to wait for it.
        #expect(queue.waiting == 1)
        b.pass.take(tokens: 70)
        a.pass.freeSlot()
        #expect(queue.waiting == 0)
        _ = try await c.begins.value
        for pass in [a.pass, b.pass, c.pass] { pass.leave() }
    }

    @Test func aGreaterCapacityLetsMoreBegin() async throws {
        let slots = Mutex(1)
        let queue = GenerationQueue(clock: clock) { .init(slots: slots.withLock { $0 }) }
        let a = try await wait("a1", in: queue)
        let b = try await wait("b2", in: queue)
        #expect(queue.waiting == 1)
        slots.withLock { $0 = 2 }
        queue.capacityChanged()
        _ = try await b.begins.value
        #expect(queue.writing == 2)
        a.pass.leave()
        b.pass.leave()
    }

    /// Whoever is told his place may leave because of it.
    @Test func leavingWhileBeingTold() async throws {
        let queue = queue()
        let a = try await wait("a1", in: queue)
        let b = queue.pass(for: Ask("b2").turn)
        await #expect(throws: CancellationError.self) { try await b.wait(tokens: nil) { _ in b.leave() } }
        #expect(queue.waiting == 0)
        a.pass.leave()
    }

    @Test func nobodyLooksWhileNobodyWaits() async throws {
        let queue = queue()
        let a = try await wait("a1", in: queue)
        let b = try await wait("b2", in: queue)
        await clock.sleeper(for: .seconds(1))
        b.pass.leave()
        _ = await b.begins.result
        // Nothing sleeps: this is the only one.
        let sleeper = Task { [clock] in try await clock.sleep(for: .seconds(3)) }
        await clock.sleeper(for: .seconds(3))
        #expect(clock.sleeping == 1)
        sleeper.cancel()
        _ = await sleeper.result
        a.pass.leave()
    }

    private func take(_ ask: Ask, in queue: GenerationQueue, _ tally: Tally) async throws {
        let pass = queue.pass(for: ask.turn)
        defer { pass.leave() }
        _ = try await pass.wait(tokens: nil) { _ in }
        tally.change {
            $0.writing += 1
            $0.most = max($0.most, $0.writing)
            $0.written += 1
            #expect($0.conversations.insert(ask.entry.conversation).inserted)
        }
        for _ in 0..<ask.entry.turnID % 7 { await Task.yield() }
        tally.change { $0.writing -= 1 }
        pass.freeSlot()
        await Task.yield()
        tally.change { $0.conversations.remove(ask.entry.conversation) }
    }

    /// Of many that come, are cancelled, fail and end, each has its turn, and the bounds are kept.
    @Test(arguments: [1, 2, 5])
    func many(slots: Int) async throws {
        let queue = queue(slots: slots)
        let tally = Tally()
        await withTaskGroup(of: Void.self) { group in
            for number in 1...600 {
                group.addTask {
                    let ask = Ask("\(["a", "b", "c", "d", "e"][number % 5])\(number)/\(number % 7)")
                    let task = Task { try await take(ask, in: queue, tally) }
                    if number.isMultiple(of: 3) {
                        for _ in 0..<number % 11 { await Task.yield() }
                        task.cancel()
                    }
                    if case .failure = await task.result { tally.change { $0.cancelled += 1 } }
                }
            }
        }
        tally.change {
            #expect($0.most <= slots)
            #expect($0.written + $0.cancelled == 600)
            #expect($0.cancelled <= 200)
        }
        #expect(queue.waiting + queue.writing == 0)
    }
}
