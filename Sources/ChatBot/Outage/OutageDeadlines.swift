import Foundation
import Synchronization

/// How long each question may still wait for the LLaMA server.
///
/// Measured by a clock that only goes forward, from the moment on at which a question begins to wait: the time of day may jump,
/// and counts only for what a run before has received.
final class OutageDeadlines: Sendable {
    private struct State {
        /// By the turn's id, on the stopwatch.
        var deadlines: [Int64: Duration] = [:]
        /// Those whose end was told.
        var told: Set<Int64> = []
    }

    private let limit: Duration
    private let clock: any Clock<Duration>
    private let stopwatch: Stopwatch
    private let now: @Sendable () -> Date
    private let state = Mutex(State())
    private let earlier = Bell()

    /// - Parameters:
    ///   - limit: How long a question may wait.
    ///   - now: The time of day.
    init(limit: Duration, clock: any Clock<Duration>, now: @escaping @Sendable () -> Date) {
        self.limit = limit
        self.clock = clock
        self.now = now
        stopwatch = Stopwatch(clock)
    }

    /// Notes that a question waits. Only the first time counts, as the time of day may have jumped since.
    func note(_ turn: Turn) {
        let age = max(0, now().timeIntervalSince(turn.receivedAt))
        let deadline = stopwatch.now + limit - .seconds(age)
        let isNew = state.withLock { state in
            guard state.deadlines[turn.id] == nil else { return false }
            state.deadlines[turn.id] = deadline
            return true
        }
        if isNew { earlier.ring() }
    }

    /// Notes that a question waits no more.
    func forget(_ turn: Turn) {
        state.withLock { state in
            state.deadlines[turn.id] = nil
            state.told.remove(turn.id)
        }
    }

    /// Whether a question that waits has waited for too long.
    func isOver(_ turn: Turn) -> Bool {
        let time = stopwatch.now
        return state.withLock { $0.deadlines[turn.id] }.map { $0 <= time } ?? false
    }

    /// Calls `body` whenever a question has waited for too long, until the task is cancelled.
    func run(_ body: () async -> Void) async {
        while !Task.isCancelled {
            let time = stopwatch.now
            let (isOver, next) = state.withLock { state in
                let over = state.deadlines.filter { $0.value <= time }.map(\.key)
                defer { state.told.formUnion(over) }
                return (!state.told.isSuperset(of: over), state.deadlines.values.filter { $0 > time }.min())
            }
            if isOver { await body() }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { [earlier] in await earlier.wait() }
                if let next { group.addTask { [clock] in try? await clock.sleep(for: next - time) } }
                await group.next()
                group.cancelAll()
            }
        }
    }
}
