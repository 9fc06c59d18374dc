import LlamaServer

/// Why the model writes no more.
enum AnswerEnding: Sendable {
    case ended(AnswerEnd.FinishReason)
    case stopped
    /// Nobody wants it any more, and it was not begun.
    case takenBack
    /// The bot is being stopped, and it was not begun.
    case putOff
    case failed(GenerationFailure)

    /// What is said where nothing was written.
    func sentence(_ words: Words) -> String {
        switch self {
        case .ended: words.emptyAnswer
        case .stopped, .takenBack, .putOff: words.stoppedBeforeAnswer
        case .failed(let failure): failure.sentence(words)
        }
    }

    var ofReply: ReplyComposer.Ending {
        switch self {
        case .ended(.length): .cutOff
        case .ended: .complete
        case .stopped, .takenBack, .putOff: .stopped
        case .failed: .brokenOff
        }
    }
}
