import TestClocks
import Testing

@testable import ChatBot

@Suite(.timeLimit(.minutes(10))) struct GraceTests {
    @Test func whatHasBegunIsFinishedAfterTheCancellation() async throws {
        let (gate, open) = AsyncStream<Void>.makeStream()
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await withGrace(.seconds(3), clock: ManualClock()) {
                begin.yield()
                for await _ in gate { break }
                return "done"
            }
        }
        for await _ in begun { break }
        task.cancel()
        open.yield()
        #expect(try await task.value == "done")
    }

    @Test func afterTheGraceItIsCancelled() async throws {
        let clock = ManualClock()
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await withGrace(.seconds(3), clock: clock) {
                begin.yield()
                try await clock.sleep(for: .seconds(1000))
            }
        }
        for await _ in begun { break }
        task.cancel()
        await clock.sleeper(for: .seconds(3))
        clock.advance(by: .seconds(3))
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func whatHasNotBegunDoesNotBegin() async throws {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await withGrace(.seconds(3), clock: ManualClock()) { _ = Issue.record("has begun") }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
