import LlamaServer

/// Why there is no answer, as far as a chatter is told different things about it.
enum GenerationFailure: Error {
    case modelUnavailable(LlamaServerError)
    case messageTooLong
    case emptyAnswer

    func sentence(_ words: Words) -> String {
        switch self {
        case .modelUnavailable: words.modelUnavailable
        case .messageTooLong: words.messageTooLong
        case .emptyAnswer: words.emptyAnswer
        }
    }
}

extension GenerationFailure: CustomStringConvertible {
    /// The cause, for the owner's log.
    var description: String {
        switch self {
        case .modelUnavailable(let error): "\(error)"
        case .messageTooLong: "the message alone is longer than the model's context"
        case .emptyAnswer: "the model's answer is empty"
        }
    }
}
