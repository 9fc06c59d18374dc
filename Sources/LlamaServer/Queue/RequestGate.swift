import NIOConcurrencyHelpers

/// Lets so many requests through at once, and the others one after the other in the order in which they came.
///
/// A waiter whose task is cancelled leaves the queue at once; a permit that was given is always given back.
final class RequestGate: Sendable {
    private struct Waiter {
        var id: Int
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var capacity: Int
        var inside = 0
        var nextID = 0
        var waiters: [Waiter] = []

        /// Takes those from the queue who may go in now.
        mutating func admit() -> [Waiter] {
            let count = max(0, min(capacity - inside, waiters.count))
            let admitted = waiters.prefix(count)
            waiters.removeFirst(count)
            inside += count
            return Array(admitted)
        }
    }

    private let state: NIOLockedValueBox<State>

    init(capacity: Int) {
        state = NIOLockedValueBox(State(capacity: max(1, capacity)))
    }

    /// How many may be inside.
    var currentCapacity: Int { state.withLockedValue { $0.capacity } }

    /// How many are inside.
    var inside: Int { state.withLockedValue { $0.inside } }

    /// How many wait.
    var waiting: Int { state.withLockedValue { $0.waiters.count } }

    /// More may go in at once than before, or fewer; nobody who is inside is thrown out.
    func setCapacity(_ capacity: Int) {
        let admitted = state.withLockedValue { state in
            state.capacity = max(1, capacity)
            return state.admit()
        }
        for waiter in admitted { waiter.continuation.resume() }
    }

    /// Waits for a turn, runs `body`, and lets the next one in, whatever `body` does.
    ///
    /// - Throws: `CancellationError` if the task is cancelled before its turn, and what `body` throws.
    func withTurn<R: Sendable>(_ body: @Sendable () async throws -> R) async throws -> R {
        try await enter()
        defer { leave() }
        return try await body()
    }

    /// Runs `body` if it need not wait.
    ///
    /// - Returns: `nil` if all turns are taken; `body` did not run then.
    func withTurnIfFree<R: Sendable>(_ body: @Sendable () async throws -> R) async throws -> R? {
        let isFree = state.withLockedValue { state in
            guard state.inside < state.capacity, state.waiters.isEmpty else { return false }
            state.inside += 1
            return true
        }
        guard isFree else { return nil }
        defer { leave() }
        return try await body()
    }

    private func enter() async throws {
        let id = state.withLockedValue { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let outcome: Result<Void, any Error>? = state.withLockedValue { state in
                    // Whoever is cancelled after this is in the queue, where the handler below finds them.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.inside < state.capacity, state.waiters.isEmpty {
                        state.inside += 1
                        return .success(())
                    }
                    state.waiters.append(Waiter(id: id, continuation: continuation))
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let waiter = state.withLockedValue { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    private func leave() {
        let admitted = state.withLockedValue { state in
            state.inside -= 1
            return state.admit()
        }
        for waiter in admitted { waiter.continuation.resume() }
    }
}
