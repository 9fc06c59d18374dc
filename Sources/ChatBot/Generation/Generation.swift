import LlamaServer
import Logging

/// Lets the model write an answer.
struct Generation: Sendable {
    var llama: LlamaServer
    var sampling: Sampling
    var logger: Logger

    /// Generates the answer to a prompt, and once more where the first attempt was cut off. Where the prompt does not fit
    /// into the model's context, it is tried with less of the history, and then with none.
    ///
    /// - Parameters:
    ///   - prompt: What the model is shown.
    ///   - live: Follows the answer while it is written.
    /// - Returns: How the answer ended, which is then in `live`.
    /// - Throws: ``GenerationFailure`` or `CancellationError`; what was written by then is in `live`.
    func answer(to prompt: Prompt, live: LiveAnswer) async throws -> AnswerEnd {
        var prompt = prompt
        var wasCutOff = false
        var wasShortened = false
        while true {
            do {
                let end = try await attempt(prompt, live: live)
                guard live.draft.hasText else { throw GenerationFailure.emptyAnswer }
                return end
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

    private func attempt(_ prompt: Prompt, live: LiveAnswer) async throws -> AnswerEnd {
        // What an earlier attempt has left stays to be seen until there is something new.
        var isFirstPiece = true
        func add(_ change: (inout AnswerDraft) -> Void) {
            live.change { draft in
                if isFirstPiece { draft = AnswerDraft(isStarted: true) }
                change(&draft)
            }
            isFirstPiece = false
        }
        let request = AnswerRequest(messages: prompt.messages, sampling: sampling)
        for try await event in llama.answer(to: request) {
            switch event {
            case .started: live.change { $0.isStarted = true }
            case .reasoning(let piece): add { $0.reasoning += piece }
            case .text(let piece): add { $0.text += piece }
            case .textWasReasoning:
                add { draft in
                    draft.reasoning += draft.text
                    draft.text = ""
                }
            case .waiting, .promptProgress: break
            case .done(let end):
                add { _ in }
                return end
            }
        }
        try Task.checkCancellation()
        throw LlamaServerError.brokenStream("the answer ended without a word on why")
    }
}
