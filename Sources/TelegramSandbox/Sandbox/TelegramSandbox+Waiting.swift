extension TelegramSandbox {
    /// What those who wait are told about.
    enum WaitingKey: Hashable {
        case state
        case chat(Int64)
        /// In lower case.
        case method(String)
    }

    /// Somebody who waits for the sandbox to be in a certain state.
    struct Waiter {
        /// Looks whether it is; true once the waiting is over.
        var attempt: (isolated TelegramSandbox) -> Bool
        var fail: (any Error) -> Void
        var timer: Task<Void, Never>
    }

    /// Waits until `check` has a result, looking again whenever something of the kind `key` happens.
    ///
    /// The time limit is in real time, whatever clock the sandbox has: it is there to end a test that would hang.
    func wait<Value: Sendable>(
        for what: String,
        _ key: WaitingKey,
        timeout: Duration,
        check: @escaping @Sendable (isolated TelegramSandbox) -> Result<Value, any Error>?
    ) async throws -> Value {
        if let result = check(self) { return try result.get() }
        if case .stopped = state { throw SandboxError.stopped }
        lastWaiterID += 1
        let id = lastWaiterID
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                let timer = Task {
                    try? await Task.sleep(for: timeout, clock: .continuous)
                    if !Task.isCancelled { endWaiting(id, key, SandboxError.timedOut(waitingFor: what, timeout)) }
                }
                waiters[key, default: [:]][id] = Waiter(
                    attempt: { sandbox in
                        guard let result = check(sandbox) else { return false }
                        continuation.resume(with: result)
                        return true
                    },
                    fail: { continuation.resume(throwing: $0) },
                    timer: timer
                )
            }
        } onCancel: {
            Task { await self.endWaiting(id, key, CancellationError()) }
        }
    }

    /// Lets those who wait for something of this kind look again.
    func wake(_ key: WaitingKey) {
        for (id, waiter) in waiters[key] ?? [:] where waiter.attempt(self) {
            waiter.timer.cancel()
            removeWaiter(id, key)
        }
    }

    func failWaiters(with error: any Error) {
        for waiter in waiters.values.flatMap(\.values) {
            waiter.timer.cancel()
            waiter.fail(error)
        }
        waiters = [:]
    }

    private func endWaiting(_ id: Int, _ key: WaitingKey, _ error: any Error) {
        guard let waiter = waiters[key]?[id] else { return }
        waiter.timer.cancel()
        removeWaiter(id, key)
        waiter.fail(error)
    }

    private func removeWaiter(_ id: Int, _ key: WaitingKey) {
        waiters[key]?[id] = nil
        if waiters[key]?.isEmpty == true { waiters[key] = nil }
    }
}
