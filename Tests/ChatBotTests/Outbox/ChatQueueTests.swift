import Synchronization
import Testing

@testable import ChatBot

@Suite(.timeLimit(.minutes(10))) struct ChatQueueTests {
    final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func note(_ line: String) { lines.withLock { $0.append(line) } }
    }

    @Test func oneAtATimeInAChatAndInOrder() async {
        let queue = ChatQueue()
        let lines = Lines()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let first = Task { @Sendable in
            await queue.turn(for: 1) {
                begin.yield()
                for await _ in gate { break }
                lines.note("first")
            }
        }
        for await _ in begun { break }
        // Another chat does not wait.
        await queue.turn(for: 2) { lines.note("other") }
        let second = Task { @Sendable in await queue.turn(for: 1) { lines.note("second") } }
        open.yield()
        await first.value
        await second.value
        await queue.turn(for: 1) { lines.note("third") }
        #expect(lines.all == ["other", "first", "second", "third"])
    }

    @Test func whatThrowsLeavesTheChatFree() async {
        struct Broken: Error {}
        let queue = ChatQueue()
        await #expect(throws: Broken.self) { try await queue.turn(for: 1) { throw Broken() } }
        await queue.turn(for: 1) {}
    }
}
