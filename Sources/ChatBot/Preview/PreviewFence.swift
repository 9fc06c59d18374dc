import Synchronization

/// What previews go through, so that none begins after the end of an answer.
final class PreviewFence: Sendable {
    /// What the previews are doing.
    enum Step: Sendable, Hashable {
        /// Nothing is under way, and nobody waits for its end.
        case wait
        /// A draft or a chat action. One that hangs is not waited for: it disappears by itself.
        case passing
        /// A new message, whose id has to be known.
        case send
        /// A change of a message. The complete answer does not wait for it, but is written once more after it.
        case edit(part: Int)
    }

    private struct State {
        var isClosed = false
        var step: (Step, cancel: @Sendable () -> Void)?
    }

    /// How long a draft that is under way at the end of an answer is waited for.
    static let patience = Duration.seconds(2)
    /// How long anything that is under way may still take when the bot is stopped.
    static let grace = Duration.seconds(3)

    private let state = Mutex(State())
    private let clock: any Clock<Duration>

    init(clock: any Clock<Duration>) {
        self.clock = clock
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Runs `body` to its end, whatever happens to the calling task.
    ///
    /// - Returns: `nil` where the fence is closed; `body` was not run then.
    func pass<T: Sendable>(_ step: Step, _ body: @escaping @Sendable () async throws -> T) async throws -> T? {
        let task: Task<T, any Error>? = state.withLock { state in
            guard !state.isClosed else { return nil }
            let task = Task { try await body() }
            state.step = (step, { task.cancel() })
            return task
        }
        guard let task else { return nil }
        defer { state.withLock { $0.step = nil } }
        return try await task.value
    }

    /// Lets nothing begin any more.
    ///
    /// - Returns: What is still under way. A wait is ended, a draft soon.
    func close() -> Step? {
        state.withLock { state in
            state.isClosed = true
            switch state.step?.0 {
            case .wait: state.step?.cancel()
            case .passing:
                if let cancel = state.step?.cancel {
                    Task { [clock] in
                        try? await clock.sleep(for: Self.patience)
                        cancel()
                    }
                }
            case .send, .edit, nil: break
            }
            return state.step?.0
        }
    }

    /// Ends what is under way before long, because the bot is stopped.
    func cancelSoon() {
        Task {
            try? await clock.sleep(for: Self.grace)
            state.withLock { $0.step?.cancel() }
        }
    }
}
