import NIOConcurrencyHelpers
import TestClocks
import Testing

@testable import LlamaServer

@Suite("The queue for a server's turns", .timeLimit(.minutes(10)))
struct RequestGateTests {
    @Test func `lets the waiting ones in by the order of their coming`() async throws {
        let gate = RequestGate(capacity: 1)
        let order = NIOLockedValueBox<[Int]>([])
        let (open, opener) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await gate.withTurn { for await _ in open {} } }
            try await until { gate.inside == 1 }
            for number in 0..<20 {
                group.addTask { try await gate.withTurn { order.withLockedValue { $0.append(number) } } }
                try await until { gate.waiting == number + 1 }
            }
            opener.finish()
            try await group.waitForAll()
        }
        #expect(order.withLockedValue { $0 } == Array(0..<20))
        #expect(gate.inside == 0)
    }

    @Test func `a cancelled waiter leaves, and the next one goes in`() async throws {
        let gate = RequestGate(capacity: 1)
        let (open, opener) = AsyncStream.makeStream(of: Void.self)
        let first = Task { try await gate.withTurn { for await _ in open {} } }
        try await until { gate.inside == 1 }
        let second = Task { try await gate.withTurn {} }
        try await until { gate.waiting == 1 }
        let third = Task { try await gate.withTurn { 3 } }
        try await until { gate.waiting == 2 }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        #expect(gate.waiting == 1)
        opener.finish()
        try await first.value
        #expect(try await third.value == 3)
        #expect(gate.inside == 0)
    }

    @Test func `a cancelled task does not even wait`() async throws {
        let gate = RequestGate(capacity: 1)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await gate.withTurn { () -> Void in Issue.record("it went in") }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(gate.inside == 0 && gate.waiting == 0)
    }

    @Test func `a turn is given back when the work throws`() async throws {
        struct Failure: Error {}
        let gate = RequestGate(capacity: 1)
        for _ in 0..<3 {
            await #expect(throws: Failure.self) { try await gate.withTurn { throw Failure() } }
            await #expect(throws: Failure.self) { _ = try await gate.withTurnIfFree { throw Failure() } }
        }
        #expect(gate.inside == 0)
    }

    @Test func `a turn that isn't free is not waited for`() async throws {
        let gate = RequestGate(capacity: 1)
        let inner = try await gate.withTurn { try await gate.withTurnIfFree { true } }
        #expect(inner == nil)
        #expect(try await gate.withTurnIfFree { true } == true)
    }

    @Test func `a wider gate lets more in at once`() async throws {
        let gate = RequestGate(capacity: 1)
        let (open, opener) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { try await gate.withTurn { for await _ in open {} } } }
            try await until { gate.waiting == 5 }
            gate.setCapacity(4)
            #expect(gate.inside == 4 && gate.waiting == 2)
            gate.setCapacity(2)
            #expect(gate.inside == 4)
            opener.finish()
            try await group.waitForAll()
        }
        #expect(gate.inside == 0 && gate.waiting == 0)
    }

    @Test(arguments: [(1, 200), (2, 200), (7, 500), (64, 1000)])
    func `no turn is lost among many that are cancelled or throw`(capacity: Int, tasks: Int) async throws {
        struct Failure: Error {}
        let gate = RequestGate(capacity: capacity)
        let most = NIOLockedValueBox(0)
        await withDiscardingTaskGroup { group in
            for number in 0..<tasks {
                let task = Task {
                    try await gate.withTurn {
                        most.withLockedValue { $0 = max($0, gate.inside) }
                        for _ in 0..<(number % 5) { await Task.yield() }
                        if number % 7 == 0 { throw Failure() }
                    }
                }
                group.addTask {
                    for _ in 0..<(number % 11) { await Task.yield() }
                    if number % 3 == 0 { task.cancel() }
                    _ = try? await task.value
                }
            }
        }
        #expect(gate.inside == 0 && gate.waiting == 0)
        #expect(most.withLockedValue { $0 } <= capacity)
        try await gate.withTurn {}
    }
}
