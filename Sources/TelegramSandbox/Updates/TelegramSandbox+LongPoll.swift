extension TelegramSandbox {
    /// A `getUpdates` that waits. There is one at most.
    struct WaitingPoll {
        var id: Int
        var continuation: CheckedContinuation<Result<Void, Refusal>, Never>
        var timer: Task<Void, Never>
    }

    /// Waits until there are updates, the time is up, another call takes its place, or its caller has gone.
    func waitForUpdates(timeout: Duration) async -> Result<Void, Refusal> {
        lastPollID += 1
        let id = lastPollID
        let clock = configuration.clock
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(returning: .success(())) }
                let timer = Task {
                    try? await clock.sleep(for: timeout)
                    if !Task.isCancelled { endPoll(id, with: .success(())) }
                }
                waitingPoll = WaitingPoll(id: id, continuation: continuation, timer: timer)
            }
        } onCancel: {
            Task { await self.endPoll(id, with: .success(())) }
        }
    }

    /// Ends the poll that waits, if it is the one meant.
    func endPoll(_ id: Int? = nil, with result: Result<Void, Refusal>) {
        guard let poll = waitingPoll, id == nil || id == poll.id else { return }
        waitingPoll = nil
        poll.timer.cancel()
        poll.continuation.resume(returning: result)
    }

    /// Queues an update, and hands it to the bot at once where it waits for one.
    func enqueue(_ kind: String, _ content: JSON) {
        updates.append(kind, content)
        wakePoll()
    }

    func wakePoll() {
        if !updates.isEmpty { endPoll(with: .success(())) }
    }
}
