import Synchronization

/// The answers that are being written now or are to be written next, so that they can be stopped from outside of their mailbox.
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

    private struct Expected {
        var turn: Turn
        var isStopped = false
    }

    private struct State {
        /// A conversation has one at a time.
        var running: [ConversationID: Running] = [:]
        /// What lies in the mailboxes, in order of arrival.
        var expected: [ConversationID: [Expected]] = [:]

        mutating func removeExpected(_ turn: Turn) -> Expected? {
            let conversation = turn.incoming.conversation
            guard let index = expected[conversation]?.firstIndex(where: { $0.turn.id == turn.id }) else { return nil }
            defer { if expected[conversation]?.isEmpty == true { expected[conversation] = nil } }
            return expected[conversation]?.remove(at: index)
        }
    }

    private let state = Mutex(State())

    /// Says that an answer is going to be written, so that a wish to stop it which comes right behind is not too early.
    func expect(_ turn: Turn) {
        state.withLock { $0.expected[turn.incoming.conversation, default: []].append(Expected(turn: turn)) }
    }

    /// Says that an answer is not to be expected any more, for whatever reason.
    func forget(_ turn: Turn) {
        state.withLock { _ = $0.removeExpected(turn) }
    }

    /// Runs `body`, which writes the answer to a turn, until it is complete or stopped.
    ///
    /// - Returns: What `body` returns; `nil` where it was stopped, maybe before it began.
    /// - Throws: What `body` throws, unless it was stopped.
    func during<T: Sendable>(_ turn: Turn, _ body: @escaping @Sendable () async throws -> T) async throws -> T? {
        let task: Task<T, any Error>? = state.withLock { state in
            if state.removeExpected(turn)?.isStopped == true { return nil }
            let task = Task { try await body() }
            state.running[turn.incoming.conversation] = Running(turn: turn, cancel: { task.cancel() })
            return task
        }
        guard let task else { return nil }
        return try await withTaskCancellationHandler {
            let result = await task.result
            let isStopped = state.withLock {
                $0.running.removeValue(forKey: turn.incoming.conversation)?.isStopped == true
            }
            if isStopped, case .failure = result { return nil }
            return try result.get()
        } onCancel: {
            task.cancel()
        }
    }

    /// Stops the answer that is being written in a conversation.
    ///
    /// - Parameters:
    ///   - turnID: The turn whose answer is meant; `nil` for whatever is being written, or comes next.
    ///   - laterTurnID: The turn that wants it: answers to what came after it go on.
    ///   - senderID: Who wants it; `nil` where nobody else could.
    func stop(
        in conversation: ConversationID,
        turnID: Int64? = nil,
        before laterTurnID: Int64 = .max,
        by senderID: Int64?
    ) -> Stop {
        let (stop, cancel): (Stop, (@Sendable () -> Void)?) = state.withLock { state in
            guard let answer = state.running[conversation] else {
                return (Self.stopExpected(in: &state, conversation, turnID, laterTurnID, senderID), nil)
            }
            guard !answer.isStopped, turnID == nil || turnID == answer.turn.id, answer.turn.id < laterTurnID else {
                return (.nothing, nil)
            }
            guard answer.turn.incoming.mayBeStopped(by: senderID) else { return (.notAllowed, nil) }
            state.running[conversation]?.isStopped = true
            return (.stopped, answer.cancel)
        }
        // Not under the lock: whatever is cancelled may call back.
        cancel?()
        return stop
    }

    /// Stops the answer that would be written next, before it begins.
    private static func stopExpected(
        in state: inout State,
        _ conversation: ConversationID,
        _ turnID: Int64?,
        _ laterTurnID: Int64,
        _ senderID: Int64?
    ) -> Stop {
        let answers = state.expected[conversation] ?? []
        guard
            let index = answers.firstIndex(where: { !$0.isStopped && (turnID == nil || turnID == $0.turn.id) }),
            answers[index].turn.id < laterTurnID
        else {
            return .nothing
        }
        guard answers[index].turn.incoming.mayBeStopped(by: senderID) else { return .notAllowed }
        state.expected[conversation]?[index].isStopped = true
        return .stopped
    }
}

extension Incoming {
    /// Whoever writes for a group or channel presses its buttons under another name, so that anybody may stop that.
    fileprivate func mayBeStopped(by other: Int64?) -> Bool {
        guard isInGroup, let other, let senderID, senderID > 0 else { return true }
        return senderID == other
    }
}
