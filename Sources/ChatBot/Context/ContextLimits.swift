/// How much of a conversation the model is shown.
///
/// A history that is cut by one exchange at every turn makes a local model read nearly everything again each time, because what it has read
/// is of use only as far as the new prompt begins alike. So it grows up to a high-water mark and is cut back in one step.
struct ContextLimits: Sendable, Hashable {
    /// A cut leaves at least so many messages, as long as they fit.
    let fewest: Int
    /// With more messages it is cut.
    let most: Int
    /// Tokens that a prompt may have; `nil` where the server's context is not known.
    let room: Int?
    /// Tokens of the server's whole context.
    let contextSize: Int?
    /// Tokens kept free for the answer.
    let answerRoom: Int

    /// - Parameters:
    ///   - maxContextMessages: How many messages are shown at least. Made even, as questions and answers come in pairs; the question that is
    ///     asked comes on top.
    ///   - highWater: How many are shown at most; `nil` for twice as many.
    ///   - contextSize: In tokens.
    ///   - nPredict: The longest answer, in tokens; `nil` where it has no limit of its own.
    init(maxContextMessages: Int, highWater: Int?, contextSize: Int?, nPredict: Int?) {
        fewest = max(0, maxContextMessages) / 2 * 2
        most = max(fewest, (highWater.map { $0 / 2 * 2 }) ?? fewest * 2)
        self.contextSize = contextSize
        // A quarter is as much as most answers take, and a longer one is no use where nothing fits before it.
        let answerRoom = contextSize.map { min(nPredict ?? $0 / 4, $0 / 2) } ?? 0
        self.answerRoom = answerRoom
        room = contextSize.map { $0 - answerRoom }
    }

    /// So many tokens are kept free after an answer for the next question, so that it seldom asks for a cut while its author waits.
    var questionRoom: Int { room.map { min(512, $0 / 8) } ?? 0 }

    /// A question may take some of the answer's room rather than being refused, but not all.
    var longestQuestion: Int? { contextSize.map { $0 - min(answerRoom, max(16, $0 / 16)) } }
}
