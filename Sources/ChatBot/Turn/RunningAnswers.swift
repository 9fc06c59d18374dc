import Synchronization

/// The answers that are being written now, so that they can be stopped from outside of their mailbox.
final class RunningAnswers: Sendable {
    /// What became of the wish to stop an answer.
    enum Stop: Sendable, Equatable {
        case stopped
        /// No such answer is being written: it is complete, or was stopped before.
        case nothing
        /// In a group, the answer to somebody else.
        case notAllowed
    }

    private struct Running {
        var turn: Turn
        var cancel: @Sendable () -> Void
        var isStopped = false
    }

    /// A conversation has one at a time.
    private let running = Mutex<[ConversationID: Running]>([:])

    /// Runs `body`, which writes the answer to a turn, until it is complete or stopped.
    ///
    /// - Returns: What `body` returns; `nil` where it was stopped.
    /// - Throws: What `body` throws, unless it was stopped.
    func during<T: Sendable>(_ turn: Turn, _ body: @escaping @Sendable () async throws -> T) async throws -> T? {
        let task = Task { try await body() }
        running.withLock {
            $0[turn.incoming.conversation] = Running(turn: turn, cancel: { task.cancel() })
        }
        return try await withTaskCancellationHandler {
            let result = await task.result
            let isStopped = running.withLock { $0.removeValue(forKey: turn.incoming.conversation)?.isStopped == true }
            if isStopped, case .failure = result { return nil }
            return try result.get()
        } onCancel: {
            task.cancel()
        }
    }

    /// Stops the answer that is being written in a conversation.
    ///
    /// - Parameters:
    ///   - turnID: The turn whose answer is meant; `nil` for whatever is being written.
    ///   - laterTurnID: The turn that wants it: answers to what came after it go on.
    ///   - senderID: Who wants it; `nil` where nobody else could.
    func stop(
        in conversation: ConversationID,
        turnID: Int64? = nil,
        before laterTurnID: Int64 = .max,
        by senderID: Int64?
    ) -> Stop {
        let (stop, cancel): (Stop, (@Sendable () -> Void)?) = running.withLock { running in
            guard let answer = running[conversation], !answer.isStopped,
                turnID == nil || turnID == answer.turn.id, answer.turn.id < laterTurnID
            else {
                return (.nothing, nil)
            }
            guard answer.turn.incoming.mayBeStopped(by: senderID) else { return (.notAllowed, nil) }
            running[conversation]?.isStopped = true
            return (.stopped, answer.cancel)
        }
        // Not under the lock: whatever is cancelled may call back.
        cancel?()
        return stop
    }
}

extension Incoming {
    /// Whoever writes for a group or channel presses its buttons under another name, so that anybody may stop that.
    fileprivate func mayBeStopped(by other: Int64?) -> Bool {
        guard isInGroup, let other, let senderID, senderID > 0 else { return true }
        return senderID == other
    }
}
