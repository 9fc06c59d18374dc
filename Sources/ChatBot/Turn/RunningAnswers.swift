import Synchronization

/// The answers that are being written now, wait for it or are to be written next, so that they can be stopped from outside of their
/// mailbox.
///
/// In a group there are several in a conversation: each person has a mailbox of their own.
final class RunningAnswers: Sendable {
    /// What became of the wish to stop an answer.
    enum Stop: Sendable, Equatable {
        case stopped
        /// There is no such answer: it is complete, or was stopped before.
        case nothing
        /// In a group, the answer to somebody else.
        case notAllowed
    }

    private struct Answer {
        var turn: Turn
        /// `nil` where it lies in a mailbox.
        var cancel: (@Sendable () -> Void)?
        var isStopped = false

        var isRunning: Bool { cancel != nil }
    }

    private struct State {
        /// In each conversation in order of arrival.
        var answers: [ConversationID: [Answer]] = [:]
        /// Of turns that lie in a mailbox, by their ids.
        var outlooks: [Int64: Outlook] = [:]

        mutating func remove(_ turn: Turn, isRunning: Bool) -> Answer? {
            let conversation = turn.incoming.conversation
            let index = answers[conversation]?.firstIndex { $0.turn.id == turn.id && $0.isRunning == isRunning }
            guard let index else { return nil }
            defer { if answers[conversation]?.isEmpty == true { answers[conversation] = nil } }
            return answers[conversation]?.remove(at: index)
        }
    }

    private let state = Mutex(State())

    /// Says that an answer is going to be written, so that a wish to stop it which comes right behind is not too early.
    ///
    /// - Parameter outlook: How it stands with the turn, if that is known.
    func expect(_ turn: Turn, _ outlook: Outlook? = nil) {
        state.withLock { state in
            state.answers[turn.incoming.conversation, default: []].append(Answer(turn: turn))
            state.outlooks[turn.id] = outlook
        }
    }

    /// How it stands with a turn that begins to be handled, if that was said when it was expected. It is said once: it may be otherwise soon.
    func takeOutlook(for turn: Turn) -> Outlook? {
        state.withLock { $0.outlooks.removeValue(forKey: turn.id) }
    }

    /// Says that an answer is not to be expected any more, for whatever reason.
    func forget(_ turn: Turn) {
        state.withLock { state in
            _ = state.remove(turn, isRunning: false)
            state.outlooks[turn.id] = nil
        }
    }

    /// The turns of a conversation whose answers are being written or wait for it.
    func running(in conversation: ConversationID) -> Set<Int64> {
        state.withLock { Set($0.answers[conversation, default: []].filter(\.isRunning).map(\.turn.id)) }
    }

    /// Runs `body`, which waits until the answer to a turn may be written and writes it, until it is complete or stopped.
    ///
    /// - Returns: What `body` returns; `nil` where it was stopped, maybe before it began.
    /// - Throws: What `body` throws, unless it was stopped.
    func during<T: Sendable>(_ turn: Turn, _ body: @escaping @Sendable () async throws -> T) async throws -> T? {
        let task: Task<T, any Error>? = state.withLock { state in
            if state.remove(turn, isRunning: false)?.isStopped == true { return nil }
            let task = Task { try await body() }
            state.answers[turn.incoming.conversation, default: []].append(Answer(turn: turn, cancel: { task.cancel() }))
            return task
        }
        guard let task else { return nil }
        return try await withTaskCancellationHandler {
            let result = await task.result
            let isStopped = state.withLock { $0.remove(turn, isRunning: true)?.isStopped == true }
            if isStopped, case .failure = result { return nil }
            return try result.get()
        } onCancel: {
            task.cancel()
        }
    }

    /// Stops an answer of a conversation.
    ///
    /// Where none is named, it is the asker's own: the one that is being written or waits for it, else the one that comes next. Where he has
    /// none it is, likewise, one that anybody may stop.
    ///
    /// - Parameters:
    ///   - turnID: The turn whose answer is meant.
    ///   - laterTurnID: The turn that wants it: answers to what came after it go on.
    ///   - senderID: Who wants it; `nil` where nobody else could.
    func stop(
        in conversation: ConversationID,
        turnID: Int64? = nil,
        before laterTurnID: Int64 = .max,
        by senderID: Int64?
    ) -> Stop {
        let (stop, cancel): (Stop, (@Sendable () -> Void)?) = state.withLock { state in
            let answers = state.answers[conversation, default: []]
            let meant = answers.indices.filter { index in
                let id = answers[index].turn.id
                return (turnID == nil || turnID == id) && id < laterTurnID
            }
            let allowed = meant.filter { answers[$0].turn.incoming.mayBeStopped(by: senderID) }
            let own = allowed.filter { answers[$0].turn.incoming.isOwn(of: senderID) }
            // What is being stopped already is not followed by what comes next.
            let index = [own, allowed].lazy.compactMap { indices in
                indices.first { answers[$0].isRunning } ?? indices.first { !answers[$0].isStopped }
            }.first
            guard let index else { return (meant.contains { !answers[$0].isStopped } ? .notAllowed : .nothing, nil) }
            guard !answers[index].isStopped else { return (.nothing, nil) }
            state.answers[conversation]?[index].isStopped = true
            return (.stopped, answers[index].cancel)
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

    fileprivate func isOwn(of other: Int64?) -> Bool { other == nil || senderID == other }
}
