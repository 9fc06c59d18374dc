import TestClocks
import Testing

@testable import ChatBot

@Suite struct PreviewFenceTests {
    @Test func nothingPassesAfterTheEnd() async throws {
        let fence = PreviewFence(clock: ManualClock())
        try await #expect(fence.pass(.passing) { 1 } == 1)
        #expect(fence.close() == nil)
        try await #expect(fence.pass(.passing) { 1 } == nil)
        #expect(fence.isClosed)
    }

    @Test func aWaitEndsAtOnce() async throws {
        let clock = ManualClock()
        let fence = PreviewFence(clock: clock)
        let waiting = Task { try? await fence.pass(.wait) { try? await clock.sleep(for: .seconds(100)) } }
        await clock.sleeper(for: .seconds(100))
        #expect(fence.close() == .wait)
        _ = await waiting.value
    }

    @Test func aDraftThatHangsIsGivenUpSoon() async throws {
        let clock = ManualClock()
        let fence = PreviewFence(clock: clock)
        let hanging = Task { try await fence.pass(.passing) { try await clock.sleep(for: .seconds(100)) } }
        await clock.sleeper(for: .seconds(100))
        #expect(fence.close() == .passing)
        await clock.sleeper(for: PreviewFence.patience)
        clock.advance(by: PreviewFence.patience)
        await #expect(throws: CancellationError.self) { try await hanging.value }
    }

    @Test func aMessageIsWaitedForUnlessTheBotIsStopped() async throws {
        let clock = ManualClock()
        let fence = PreviewFence(clock: clock)
        let sending = Task { try await fence.pass(.send) { try await clock.sleep(for: .seconds(100)) } }
        await clock.sleeper(for: .seconds(100))
        #expect(fence.close() == .send)
        sending.cancel()
        #expect(clock.now.offset == .zero)
        fence.cancelSoon()
        await clock.sleeper(for: PreviewFence.grace)
        clock.advance(by: PreviewFence.grace)
        await #expect(throws: CancellationError.self) { try await sending.value }
    }
}
