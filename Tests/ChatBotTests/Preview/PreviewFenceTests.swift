import TestClocks
import Testing

@testable import ChatBot

@Suite(.timeLimit(.minutes(10))) struct PreviewFenceTests {
    private static let patience = Duration.seconds(2)

    @Test func nothingPassesAfterTheEnd() async throws {
        let fence = PreviewFence(alarm: Alarm(clock: ManualClock()), patience: Self.patience)
        try await #expect(fence.pass(.passing) { 1 } == 1)
        #expect(await fence.close() == nil)
        try await #expect(fence.pass(.passing) { 1 } == nil)
        #expect(fence.isClosed)
    }

    @Test func aWaitEndsAtOnce() async throws {
        let clock = ManualClock()
        let fence = PreviewFence(alarm: Alarm(clock: clock), patience: Self.patience)
        let waiting = Task { await fence.wait(.seconds(100)) }
        await clock.sleeper(for: .seconds(100))
        #expect(await fence.close() == nil)
        _ = await waiting.value
    }

    @Test(arguments: [PreviewFence.Step.passing, .send, .edit(messageID: 3)])
    func whatEndsSoonIsWaitedFor(step: PreviewFence.Step) async throws {
        let clock = ManualClock()
        let fence = PreviewFence(alarm: Alarm(clock: clock), patience: Self.patience)
        let call = Task { try await fence.pass(step) { try await clock.sleep(for: .seconds(1)) } }
        await clock.sleeper(for: .seconds(1))
        async let closed = fence.close()
        if step != .send { await clock.sleeper(for: Self.patience) }
        clock.advance(by: .seconds(1))
        #expect(await closed == nil)
        try await call.value
    }

    @Test func aDraftThatHangsIsGivenUp() async throws {
        let clock = ManualClock()
        let fence = PreviewFence(alarm: Alarm(clock: clock), patience: Self.patience)
        let hanging = Task { try await fence.pass(.passing) { try await clock.sleep(for: .seconds(100)) } }
        await clock.sleeper(for: .seconds(100))
        async let closed = fence.close()
        await clock.sleeper(for: Self.patience)
        clock.advance(by: Self.patience)
        #expect(await closed == nil)
        await #expect(throws: CancellationError.self) { try await hanging.value }
    }

    @Test func aChangeThatHangsGoesOn() async throws {
        let clock = ManualClock()
        let fence = PreviewFence(alarm: Alarm(clock: clock), patience: Self.patience)
        let hanging = Task { try await fence.pass(.edit(messageID: 3)) { try await clock.sleep(for: .seconds(100)) } }
        await clock.sleeper(for: .seconds(100))
        async let closed = fence.close()
        await clock.sleeper(for: Self.patience)
        clock.advance(by: Self.patience)
        #expect(await closed == 3)
        clock.advance(by: .seconds(98))
        try await hanging.value
    }

    @Test func aMessageIsWaitedForUnlessTheBotIsStopped() async throws {
        let clock = ManualClock()
        let fence = PreviewFence(alarm: Alarm(clock: clock), patience: Self.patience)
        let sending = Task { try await fence.pass(.send) { try await clock.sleep(for: .seconds(100)) } }
        await clock.sleeper(for: .seconds(100))
        async let closed = fence.close()
        fence.cancelSoon()
        await clock.sleeper(for: PreviewFence.grace)
        clock.advance(by: PreviewFence.grace)
        #expect(await closed == nil)
        await #expect(throws: CancellationError.self) { try await sending.value }
    }
}
