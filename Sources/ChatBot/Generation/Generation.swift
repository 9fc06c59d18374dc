import LlamaServer
import Logging

/// Lets the model write an answer.
struct Generation: Sendable {
    /// A whole answer.
    struct Answer: Sendable, Hashable {
        /// Exactly as it was generated.
        var text: String
        var end: AnswerEnd
    }

    var llama: LlamaServer
    var sampling: Sampling
    var logger: Logger

    /// Generates the answer to a prompt, and once more where the first attempt was cut off. Where the prompt does not fit
    /// into the model's context, it is tried with less of the history, and then with none.
    ///
    /// - Parameters:
    ///   - prompt: What the model is shown.
    ///   - onStart: Called when the server has taken the request.
    /// - Throws: ``GenerationFailure`` or `CancellationError`.
    func answer(to prompt: Prompt, onStart: @Sendable () -> Void) async throws -> Answer {
        var prompt = prompt
        var wasCutOff = false
        var wasShortened = false
        while true {
            do {
                let answer = try await attempt(prompt, onStart: onStart)
                guard answer.text.contains(where: \.isVisible) else { throw GenerationFailure.emptyAnswer }
                return answer
            } catch let error as LlamaServerError {
                if case .contextTooLong(let promptTokens, let contextSize) = error {
                    let shorter =
                        wasShortened
                        ? prompt.withoutHistory
                        : prompt.shortened(promptTokens: promptTokens, contextSize: contextSize)
                    guard let shorter else { throw failure(error, of: prompt) }
                    logger.notice(
                        "prompt too long, trying again with less",
                        metadata: ["messages": "\(prompt.messages.count)", "kept": "\(shorter.messages.count)"]
                    )
                    prompt = shorter
                    wasShortened = true
                } else if case .brokenStream(let reason) = error, !wasCutOff {
                    // Another client of a server that does one thing at a time cuts our answer off; the next may live.
                    logger.warning("answer was cut off, trying again", metadata: ["cause": "\(reason)"])
                    wasCutOff = true
                } else {
                    throw GenerationFailure.modelUnavailable(error)
                }
            }
        }
    }

    /// Below so many UTF-8 bytes nobody's message is too long by itself: the smallest contexts in use have 512 tokens.
    private static let shortMessage = 1024

    /// Why not even the question alone fits. Some servers say so, too, when others' answers fill a context that all share,
    /// and then without counts.
    private func failure(_ error: LlamaServerError, of prompt: Prompt) -> GenerationFailure {
        guard case .contextTooLong(let promptTokens, let contextSize) = error else { return .modelUnavailable(error) }
        let isTooLong =
            if let promptTokens, let contextSize {
                promptTokens >= contextSize
            } else {
                prompt.questionLength > Self.shortMessage
            }
        return isTooLong ? .messageTooLong : .modelUnavailable(error)
    }

    private func attempt(_ prompt: Prompt, onStart: @Sendable () -> Void) async throws -> Answer {
        var text = ""
        let request = AnswerRequest(messages: prompt.messages, sampling: sampling)
        for try await event in llama.answer(to: request) {
            switch event {
            case .started: onStart()
            case .text(let piece): text += piece
            case .textWasReasoning: text = ""
            case .promptProgress, .reasoning: break
            case .done(let end): return Answer(text: text, end: end)
            }
        }
        try Task.checkCancellation()
        throw LlamaServerError.brokenStream("the answer ended without a word on why")
    }
}

extension Character {
    /// Whether a message that is made of it alone would show anything; Telegram refuses one that does not.
    fileprivate var isVisible: Bool {
        unicodeScalars.contains {
            !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
                && $0.properties.generalCategory != .control
        }
    }
}
