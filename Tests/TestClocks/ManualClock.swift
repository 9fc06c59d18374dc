import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualClock: Clock, Sendable {
    public struct Instant: InstantProtocol {
        /// Since the clock was made.
        public var offset: Duration
        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        public func duration(to other: Instant) -> Duration { other.offset - offset }
        public static func < (lhs: Instant, rhs: Instant) -> Bool { lhs.offset < rhs.offset }
    }

    private enum Awaited {
        case count(Int)
        case duration(Duration, after: Int)
    }

    private struct State {
        var now = Instant(offset: .zero)
        var lastID = 0
        var sleepers: [Int: (deadline: Instant, continuation: CheckedContinuation<Void, any Error>)] = [:]
        var watchers: [Int: (awaited: Awaited, continuation: CheckedContinuation<Void, Never>)] = [:]

        func isThere(_ awaited: Awaited) -> Bool {
            switch awaited {
            case .count(let count): sleepers.count >= count
            case .duration(let duration, let id):
                sleepers.contains { $0.key > id && now.duration(to: $0.value.deadline) == duration }
            }
        }

        /// Takes out those whose wait is over.
        mutating func contentWatchers() -> [CheckedContinuation<Void, Never>] {
            let content = watchers.filter { isThere($0.value.awaited) }
            for id in content.keys { watchers[id] = nil }
            return content.values.map(\.continuation)
        }
    }

    private let state = Mutex(State())

    public init() {}

    public var now: Instant { state.withLock(\.now) }
    public var minimumResolution: Duration { .zero }

    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                var watchers: [CheckedContinuation<Void, Never>] = []
                let result: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if deadline <= state.now { return .success(()) }
                    state.sleepers[id] = (deadline, continuation)
                    watchers = state.contentWatchers()
                    return nil
                }
                if let result { continuation.resume(with: result) }
                for watcher in watchers { watcher.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Moves the time, and wakes whoever has slept long enough.
    public func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let due = state.sleepers.filter { $0.value.deadline <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    /// How many sleep now.
    public var sleeping: Int { state.withLock { $0.sleepers.count } }

    /// Waits until so many sleep. It ends with its task, so that the time limit of a test ends it.
    public func sleepers(_ count: Int) async {
        await wait(for: .count(count))
    }

    /// Stands for all who have lain down to sleep until now.
    public var lastSleep: Int { state.withLock(\.lastID) }

    /// Waits until somebody sleeps who has so long to go. It ends with its task, so that the time limit of a test ends it.
    ///
    /// - Parameter sleep: A `lastSleep`. Who has slept since then already is not meant.
    public func sleeper(for duration: Duration, after sleep: Int = 0) async {
        await wait(for: .duration(duration, after: sleep))
    }

    private func wait(for awaited: Awaited) async {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if Task.isCancelled || state.isThere(awaited) { return true }
                    state.watchers[id] = (awaited, continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let (watcher, left) = state.withLock { state in
                let left = state.sleepers.values.map { state.now.duration(to: $0.deadline) }
                return (state.watchers.removeValue(forKey: id), left)
            }
            guard let watcher else { return }
            print("ManualClock: waited in vain for \(awaited); those who sleep have to go: \(left)")
            watcher.continuation.resume()
        }
    }
}
