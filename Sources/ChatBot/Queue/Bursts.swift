import Synchronization

/// Remembers that answers have burst a context which they share: they were longer than the room that was kept for them.
///
/// For a while each is then given all of the context, so that it is written alone, rather than to be written in vain once more.
final class Bursts: Sendable {
    /// For so many answers.
    private static let memory = 16

    private let answersLeft = Mutex(0)

    func note() {
        answersLeft.withLock { $0 = Self.memory }
    }

    func noteAnswer() {
        answersLeft.withLock { $0 = max(0, $0 - 1) }
    }

    /// How many tokens an answer may take beside its prompt.
    func room(_ limits: ContextLimits) -> Int {
        answersLeft.withLock { $0 } > 0 ? limits.contextSize ?? limits.answerRoom : limits.answerRoom
    }
}
