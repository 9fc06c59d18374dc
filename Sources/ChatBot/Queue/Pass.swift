/// A turn's place in the ``GenerationQueue``. One that nobody holds any more has left.
final class Pass: Sendable {
    private let queue: GenerationQueue
    private let id: Int
    private let turn: Turn

    init(_ queue: GenerationQueue, id: Int, turn: Turn) {
        self.queue = queue
        self.id = id
        self.turn = turn
    }

    deinit { leave() }

    /// Waits until the turn may be written. Where it may be already, it returns at once; after ``freeSlot()`` it waits for a slot anew.
    ///
    /// - Parameters:
    ///   - tokens: What it will take of a shared context, prompt and room for the answer; `nil` where that is not known.
    ///   - onStanding: Hears place and expected wait when it has to wait, whenever they change, and every 10 seconds; and `nil` when it
    ///     begins after that. Not called any more when this has returned.
    /// - Returns: How long it waited; zero where it did not.
    /// - Throws: `CancellationError` if the task is cancelled or the pass has left, ``GenerationQueue/Closed`` where nobody begins any more; it
    ///   has left then.
    func wait(tokens: Int?, onStanding: @escaping @Sendable (Standing?) -> Void) async throws -> Duration {
        try await queue.wait(id, entry(tokens: tokens), onStanding: onStanding)
    }

    /// Says what the answer takes of a shared context, where that has turned out to be another number than what was said before. Nobody is
    /// thrown out for it.
    func take(tokens: Int) { queue.take(id, tokens: tokens) }

    /// Gives up the slot and waits again, before everybody else, until nothing else runs at all; nobody begins beside it then.
    ///
    /// For an answer that has burst a shared context together with another one.
    ///
    /// - Returns: How long it waited.
    /// - Throws: As ``wait(tokens:onStanding:)``.
    func waitAlone(onStanding: @escaping @Sendable (Standing?) -> Void) async throws -> Duration {
        try await queue.wait(id, entry(isAlone: true), onStanding: onStanding)
    }

    /// Says that the model writes no more: the slot is free; the conversation is not yet, as the reply has to be delivered.
    ///
    /// - Parameter isComplete: Whether it has written all. What was stopped or has failed tells nothing of how long answers take.
    func freeSlot(isComplete: Bool = true) { queue.freeSlot(id, isComplete: isComplete) }

    /// Says that the turn is over in every respect. It may be said more than once, and without having waited.
    func leave() { queue.leave(id) }

    private func entry(tokens: Int? = nil, isAlone: Bool = false) -> FairQueue.Entry {
        FairQueue.Entry(
            turnID: turn.id,
            person: turn.incoming.personID,
            conversation: turn.incoming.conversation,
            tokens: tokens,
            isAlone: isAlone
        )
    }
}
