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

    /// Generates the answer to a prompt, and once more where the first attempt was cut off or did not fit.
    ///
    /// - Parameters:
    ///   - prompt: What the model is shown.
    ///   - onStart: Called when the server has taken the request.
    /// - Throws: ``GenerationFailure`` or `CancellationError`.
    func answer(to prompt: Prompt, onStart: @Sendable () -> Void) async throws -> Answer {
        var prompt = prompt
        var wasCutOff = false
        while true {
            do {
                let answer = try await attempt(prompt, onStart: onStart)
                guard answer.text.contains(where: \.isVisible) else { throw GenerationFailure.emptyAnswer }
                return answer
            } catch LlamaServerError.contextTooLong(let promptTokens, let contextSize) {
                guard let shorter = prompt.shortened(promptTokens: promptTokens, contextSize: contextSize) else {
                    throw GenerationFailure.messageTooLong
                }
                logger.notice(
                    "prompt too long, trying again with less",
                    metadata: ["messages": "\(prompt.messages.count)", "kept": "\(shorter.messages.count)"]
                )
                prompt = shorter
            } catch LlamaServerError.brokenStream(let reason) where !wasCutOff {
                // Another client of a server that does one thing at a time cuts our answer off; the next one may live.
                logger.warning("answer was cut off, trying again", metadata: ["cause": "\(reason)"])
                wasCutOff = true
            } catch let error as LlamaServerError {
                throw GenerationFailure.modelUnavailable(error)
            }
        }
    }

    private func attempt(_ prompt: Prompt, onStart: @Sendable () -> Void) async throws -> Answer {
        var text = ""
        let request = AnswerRequest(messages: prompt.messages, sampling: sampling)
        for try await event in llama.answer(to: request) {
            switch event {
            case .started: onStart()
            case .text(let piece): text += piece
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
