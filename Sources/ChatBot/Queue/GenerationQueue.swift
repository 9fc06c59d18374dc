import Synchronization

/// Lets as many answers be written at once as the server has slots, one at a time in a conversation, and the people take turns.
///
/// Who goes first is decided by ``FairQueue``, which also has the rules.
final class GenerationQueue: Sendable {
    /// What the server can do at once.
    struct Capacity: Sendable, Hashable {
        /// How many answers; at least 1.
        var slots: Int
        /// How many tokens of context all slots share; `nil` where each has its own.
        var sharedTokens: Int?
    }

    /// Why somebody who waits does not begin: the bot is being stopped.
    struct Closed: Error {}

    private let clock: any Clock<Duration>
    private let stopwatch: Stopwatch
    private let capacity: @Sendable () -> Capacity
    private let onChange: @Sendable (GenerationQueue) -> Void
    private let state: Mutex<QueueState>

    /// - Parameters:
    ///   - clock: Measures how long answers take and people wait.
    ///   - onChange: Hears that another number may wait or be written.
    ///   - capacity: What the server can do at once; asked for at every change.
    init(
        clock: any Clock<Duration>,
        onChange: @escaping @Sendable (GenerationQueue) -> Void = { _ in },
        capacity: @escaping @Sendable () -> Capacity
    ) {
        self.clock = clock
        self.onChange = onChange
        self.capacity = capacity
        stopwatch = Stopwatch(clock)
        state = Mutex(QueueState(queue: FairQueue(capacity: capacity())))
    }

    /// How many wait.
    var waiting: Int { state.withLock { $0.queue.waiting.count } }

    /// How many answers are being written.
    var writing: Int { state.withLock { $0.queue.writing.count } }

    /// A place in the queue for a turn. Nothing happens before ``Pass/wait(tokens:onStanding:)``.
    func pass(for turn: Turn) -> Pass {
        Pass(self, id: state.withLock { $0.newPass() }, turn: turn)
    }

    /// To be called when the capacity may have become another.
    func capacityChanged() {
        change { _, _ in }
    }

    /// Lets nobody begin any more. Who waits, or is going to, hears so by ``Closed``; what is being written goes on.
    func close() {
        carryOut(change { state, _ in state.close() })
    }

    /// Runs `body` when nobody waits and nothing is being written, one at a time. As soon as somebody wants in its task is cancelled; who
    /// wants in begins at once where there is another free slot, and otherwise when `body` has ended.
    ///
    /// - Throws: `CancellationError` if the task is cancelled, and what `body` throws unless it was interrupted.
    func whenIdle(_ body: @escaping @Sendable () async throws -> Void) async throws -> IdleWork {
        let bell = Bell()
        let id = change { state, _ in state.awaitIdleness(bell) }
        while !Task.isCancelled, !state.withLock({ $0.isIdleWork(id) }) { await bell.wait() }
        guard !Task.isCancelled else {
            change { state, _ in _ = state.endIdleWork(id) }
            throw CancellationError()
        }
        let task = state.withLock { state in
            state.startIdleWork { Task { try await body() } }
        }
        let result = await withTaskCancellationHandler {
            await task?.result
        } onCancel: {
            task?.cancel()
        }
        let wasInterrupted = change { state, _ in state.endIdleWork(id) }
        switch result {
        case .success: return .done
        case .failure(let error):
            try Task.checkCancellation()
            guard wasInterrupted else { throw error }
            return .interrupted
        case nil: return .interrupted
        }
    }

    /// What ``Pass/wait(tokens:onStanding:)`` and ``Pass/waitAlone(onStanding:)`` do.
    func wait(
        _ id: Int,
        _ entry: FairQueue.Entry,
        onStanding: @Sendable (Standing?) -> Void
    ) async throws -> Duration {
        let start = stopwatch.now
        let bell = Bell()
        if !Task.isCancelled { change { state, time in state.enter(id, entry, bell, at: time) } }
        var heard: QueueState.News?
        var hasWaited = false
        waiting: while !Task.isCancelled {
            switch state.withLock({ $0.place(of: id) }) {
            case .gone:
                break waiting
            case .closed:
                leave(id)
                throw Closed()
            case .writing:
                if heard != nil { onStanding(nil) }
                return hasWaited ? stopwatch.now - start : .zero
            case .waiting(let news):
                if let news, news != heard {
                    heard = news
                    onStanding(news.standing)
                }
                hasWaited = true
                await bell.wait()
            }
        }
        leave(id)
        throw CancellationError()
    }

    func take(_ id: Int, tokens: Int) {
        change { state, _ in state.take(id, tokens: tokens) }
    }

    func freeSlot(_ id: Int, isComplete: Bool) {
        change { state, time in state.freeSlot(id, isComplete: isComplete, at: time) }
    }

    func leave(_ id: Int) {
        let effects = change { state, _ in state.leave(id) }
        carryOut(effects)
    }

    /// Changes something, lets those begin who may then, and tells the others how it stands with them.
    @discardableResult
    private func change<Result: Sendable>(_ body: (inout QueueState, _ time: Duration) -> Result) -> Result {
        // Not under the lock: it is somebody else's.
        let capacity = capacity()
        let time = stopwatch.now
        let (result, effects) = state.withLock { state in
            state.setCapacity(capacity)
            let result = body(&state, time)
            return (result, state.settle(at: time, startTicking: startTicking))
        }
        carryOut(effects)
        tellStandings()
        onChange(self)
        return result
    }

    private func startTicking() -> Task<Void, Never> {
        Task { [weak self, clock] in
            while !Task.isCancelled {
                try? await clock.sleep(for: QueueState.tick)
                self?.tellStandings()
            }
        }
    }

    private func tellStandings() {
        let time = stopwatch.now
        guard let look = state.withLock({ $0.look(at: time) }) else { return }
        // Not under the lock, as it may take a while where many wait.
        let standings = look.queue.standings(at: time)
        carryOut(state.withLock { $0.tell(standings, by: look) })
    }

    /// Not under the lock: who is woken or cancelled may call back.
    private func carryOut(_ effects: QueueState.Effects) {
        for bell in effects.bells { bell.ring() }
        for cancel in effects.cancellations { cancel() }
    }
}
