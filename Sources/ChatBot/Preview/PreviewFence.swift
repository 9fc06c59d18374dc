import Synchronization

/// What previews go through, so that none begins after the end of an answer.
final class PreviewFence: Sendable {
    /// What the previews are doing.
    enum Step: Sendable, Hashable {
        /// Nothing is under way, and nobody waits for its end.
        case wait
        /// A draft or a chat action. One that hangs is given up: it disappears by itself.
        case passing
        /// A new message, whose id has to be known.
        case send
        /// A change of a message. Where one hangs, the complete answer goes out before its end, and once more after it.
        case edit(messageID: Int)
    }

    private struct State {
        var isClosed = false
        var step: (kind: Step, cancel: @Sendable () -> Void)?
        /// Whether nobody is to wait for the end of the step any more.
        var isLetGo = false
        /// Who waits for the end of the step.
        var closing: CheckedContinuation<Void, Never>?

        mutating func takeClosing() -> CheckedContinuation<Void, Never>? {
            defer { closing = nil }
            return closing
        }
    }

    /// How long anything that is under way may still take when the bot is stopped.
    static let grace = Duration.seconds(3)

    private let state = Mutex(State())
    private let alarm: Alarm
    private let patience: Duration
    /// Rung when a wait is over before its time.
    private let pauses = Bell()

    /// - Parameter patience: How long the complete answer waits for what is under way at its end.
    init(alarm: Alarm, patience: Duration) {
        self.alarm = alarm
        self.patience = patience
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
        defer { end() }
        return try await task.value
    }

    /// Waits for so long, whatever comes but the end.
    func wait(_ duration: Duration) async {
        await wait(for: pauses, atMost: duration)
    }

    /// Waits until the bell is rung, or for so long; not at all where the fence is closed.
    ///
    /// In the calling task, as a thousand may wait.
    func wait(for bell: Bell, atMost duration: Duration?) async {
        let isClosed = state.withLock { state in
            guard !state.isClosed else { return true }
            state.step = (.wait, { bell.ring() })
            return false
        }
        guard !isClosed else { return }
        defer { end() }
        await bell.wait(atMost: duration, by: alarm)
    }

    /// Lets nothing begin any more, and waits for what is under way: for a new message until it is there, for anything else
    /// for a short while.
    ///
    /// - Returns: The message that is still being changed.
    func close() async -> Int? {
        let step = state.withLock { state in
            state.isClosed = true
            return state.step
        }
        guard let step else { return nil }
        switch step.kind {
        case .wait: step.cancel()
        case .send: await stepEnded()
        case .passing, .edit:
            let timer = Task {
                try? await alarm.clock.sleep(for: patience)
                guard !Task.isCancelled else { return }
                if case .passing = step.kind { step.cancel() } else { letGo() }
            }
            await stepEnded()
            timer.cancel()
        }
        return state.withLock { state in
            if case .edit(let messageID)? = state.step?.kind { messageID } else { nil }
        }
    }

    private func stepEnded() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                guard state.step != nil, !state.isLetGo else { return true }
                state.closing = continuation
                return false
            }
            if isOver { continuation.resume() }
        }
    }

    private func end() {
        state.withLock { state in
            state.step = nil
            return state.takeClosing()
        }?.resume()
    }

    /// Also where nobody waits yet, but is about to.
    private func letGo() {
        state.withLock { state in
            state.isLetGo = true
            return state.takeClosing()
        }?.resume()
    }

    /// Ends what is under way before long, because the bot is stopped.
    func cancelSoon() {
        Task {
            try? await alarm.clock.sleep(for: Self.grace)
            state.withLock { $0.step?.cancel }?()
        }
    }
}
