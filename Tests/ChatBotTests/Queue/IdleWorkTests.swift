import Synchronization
import TestClocks
import Testing

@testable import ChatBot

/// What is done when there is nothing else to do.
@Suite(.timeLimit(.minutes(10))) struct IdleWorkTests {
    private struct Broken: Error {}

    private let clock = ManualClock()
    private let told = GenerationQueueTests.Told()

    private func queue(slots: Int) -> GenerationQueue {
        GenerationQueue(clock: clock) { .init(slots: slots) }
    }

    private func begin(_ ask: Ask, in queue: GenerationQueue) async throws -> Pass {
        let pass = queue.pass(for: ask.turn)
        _ = try await pass.wait(tokens: nil) { _ in }
        return pass
    }

    @Test func itIsDoneAtOnceWhereNobodyWantsIn() async throws {
        let queue = queue(slots: 1)
        try await #expect(queue.whenIdle { told.note("done") } == .done)
        await #expect(throws: Broken.self) { try await queue.whenIdle { throw Broken() } }
        #expect(told.lines == ["done"])
        try await begin("a1", in: queue).leave()
    }

    @Test func itWaitsForAllAnswersButNotForTheirDelivery() async throws {
        let queue = queue(slots: 2)
        let passes = [try await begin("a1", in: queue), try await begin("b2", in: queue)]
        let tasks = (1...2).map { number in
            Task { [told] in
                try await queue.whenIdle {
                    told.note("\(number)")
                    await Task.yield()
                    told.note("\(number)")
                }
            }
        }
        passes[0].freeSlot()
        for _ in 1...10 { await Task.yield() }
        #expect(told.lines == [])
        passes[1].freeSlot()
        for task in tasks { try await #expect(task.value == .done) }
        // One after the other.
        #expect(told.lines == ["1", "1", "2", "2"] || told.lines == ["2", "2", "1", "1"])
    }

    /// With one slot who wants in begins when it has ended, otherwise at once.
    @Test(arguments: [1, 2])
    func itGivesWay(slots: Int) async throws {
        let queue = queue(slots: slots)
        let (gate, open) = AsyncStream<Void>.makeStream()
        let work = Task { [told] in
            try await queue.whenIdle {
                told.note("begun")
                try? await clock.sleep(for: .seconds(100))
                told.note("cancelled")
                // It takes a while to end.
                await Task { for await _ in gate { break } }.value
                told.note("ended")
                try Task.checkCancellation()
            }
        }
        _ = await told.lines(1)
        let begun = Task { [told] in
            let pass = try await begin("a1", in: queue)
            told.note("a1")
            return pass
        }
        if slots > 1 {
            #expect(await Set(told.lines(3)) == ["begun", "cancelled", "a1"])
        } else {
            #expect(await told.lines(2) == ["begun", "cancelled"])
            #expect(queue.waiting == 1)
        }
        open.yield()
        try await #expect(work.value == .interrupted)
        try await begun.value.leave()
        #expect(told.lines.last == (slots > 1 ? "ended" : "a1"))
        try await #expect(queue.whenIdle {} == .done)
    }

    /// It has come to its end all the same.
    @Test func whatDoesNotHeedTheCancellationIsDone() async throws {
        let queue = queue(slots: 1)
        let (gate, open) = AsyncStream<Void>.makeStream()
        let work = Task { [told] in
            try await queue.whenIdle {
                told.note("begun")
                await Task { for await _ in gate { break } }.value
            }
        }
        _ = await told.lines(1)
        let begun = Task { try await begin("a1", in: queue) }
        try await until { queue.waiting > 0 }
        open.yield()
        try await #expect(work.value == .done)
        try await begun.value.leave()
    }

    @Test(arguments: [false, true])
    func whoDoesItMayBeCancelled(isWaiting: Bool) async throws {
        let queue = queue(slots: 1)
        let pass = isWaiting ? try await begin("a1", in: queue) : nil
        let work = Task { [told, clock] in
            if isWaiting { told.note("waits") }
            return try await queue.whenIdle {
                told.note("begun")
                try await clock.sleep(for: .seconds(1))
            }
        }
        _ = await told.lines(1)
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
        pass?.leave()
        try await begin("b2", in: queue).leave()
        #expect(told.lines.count == 1)
    }

    /// Somebody wants in at the very moment at which it begins.
    @Test func nothingIsLostBetweenTheTwo() async throws {
        let queue = queue(slots: 1)
        for number in 1...500 {
            let pass = try await begin(Ask("a\(2 * number)"), in: queue)
            let work = Task { try await queue.whenIdle { try await clock.sleep(for: .seconds(1)) } }
            async let freed: Void = pass.leave()
            async let next = begin(Ask("b\(2 * number + 1)"), in: queue)
            _ = await freed
            try await next.leave()
            if number.isMultiple(of: 2) { work.cancel() }
            try await until { queue.waiting + queue.writing == 0 }
            // Interrupted before, or it begins now and is by this.
            let last = try await begin(Ask("c\(2 * number)"), in: queue)
            work.cancel()
            _ = await work.result
            last.leave()
        }
    }
}
