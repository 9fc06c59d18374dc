import Synchronization
import Testing
import UnixSignals

@testable import LocalAIChat

@Suite("Signals") struct InterruptionTests {
    private final class Exits: Sendable {
        private let statuses = Mutex<[ProgramStatus]>([])
        let stream: AsyncStream<ProgramStatus>
        private let continuation: AsyncStream<ProgramStatus>.Continuation
        init() { (stream, continuation) = AsyncStream.makeStream() }
        func exit(_ status: ProgramStatus) {
            statuses.withLock { $0.append(status) }
            continuation.yield(status)
        }
        var all: [ProgramStatus] { statuses.withLock { $0 } }
        func next() async -> ProgramStatus? { await stream.first { _ in true } }
    }

    /// Nobody is to wait for a day.
    private let never = Duration.seconds(86400)

    @Test("Work that ends by itself")
    func noSignal() async throws {
        let (signals, _) = AsyncStream<UnixSignal>.makeStream()
        #expect(try await Interruption.whileRunning(signals: signals) { 7 } == 7)
    }

    @Test("Work that fails")
    func failure() async throws {
        let (signals, _) = AsyncStream<UnixSignal>.makeStream()
        await #expect(throws: CommandFailure(message: "no")) {
            _ = try await Interruption.whileRunning(signals: signals) { throw CommandFailure(message: "no") }
        }
    }

    @Test("The first signal cancels the work, and what comes of that is no failure", arguments: [true, false])
    func firstSignal(throwsError: Bool) async throws {
        let (signals, signal) = AsyncStream<UnixSignal>.makeStream()
        let exits = Exits()
        let result: Int? = try await Interruption.whileRunning(signals: signals, graceTime: never, exit: exits.exit) {
            signal.yield(.sigterm)
            for await _ in AsyncStream<Never>.makeStream().stream {}
            #expect(Task.isCancelled)
            if throwsError { throw CommandFailure(message: "cut off") }
            return 7
        }
        #expect(result == nil)
        #expect(exits.all.isEmpty)
    }

    @Test("The second signal ends the process")
    func secondSignal() async throws {
        let (signals, signal) = AsyncStream<UnixSignal>.makeStream()
        let exits = Exits()
        _ = try await Interruption.whileRunning(signals: signals, graceTime: never, exit: exits.exit) {
            signal.yield(.sigint)
            signal.yield(.sigint)
            // Not listening to the cancellation.
            #expect(await Task { await exits.next() }.value == .failure)
        }
        #expect(exits.all == [.failure])
    }

    @Test("Cleaning up that takes too long is cut off, with a good conscience")
    func graceTime() async throws {
        let (signals, signal) = AsyncStream<UnixSignal>.makeStream()
        let exits = Exits()
        _ = try await Interruption.whileRunning(signals: signals, graceTime: .zero, exit: exits.exit) {
            signal.yield(.sigterm)
            #expect(await Task { await exits.next() }.value == .success)
        }
        #expect(exits.all == [.success])
    }

    @Test("A service and the work beside it: who ends first ends both")
    func background() async throws {
        let forever: @Sendable () async throws -> Void = {
            for await _ in AsyncStream<Never>.makeStream().stream {}
            throw CommandFailure(message: "came of the cancelling")
        }
        #expect(try await withBackground("service", forever) { 7 } == 7)
        await #expect(throws: CommandFailure(message: "broken")) {
            try await withBackground("service") {
                throw CommandFailure(message: "broken")
            } _: {
                try await forever()
            }
        }
        await #expect(throws: ServiceEnded.self) {
            try await withBackground("service") {
            } _: {
                try await forever()
            }
        }
    }

    @Test("A time limit")
    func timeLimit() async throws {
        #expect(try await withTimeLimit(never) { 7 } == 7)
        let late: Int? = try await withTimeLimit(.zero) {
            for await _ in AsyncStream<Never>.makeStream().stream {}
            throw CancellationError()
        }
        #expect(late == nil)
    }
}
