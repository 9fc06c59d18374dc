import LlamaServer
import Logging

/// Lets the model write an answer.
final class Generation: Sendable {
    let llama: LlamaServer
    let contexts: Contexts
    let sampling: Sampling
    let clock: any Clock<Duration>
    let logger: Logger

    init(
        llama: LlamaServer,
        contexts: Contexts,
        sampling: Sampling,
        clock: any Clock<Duration>,
        logger: Logger
    ) {
        self.llama = llama
        self.contexts = contexts
        self.sampling = sampling
        self.clock = clock
        self.logger = logger
    }

    /// Generates the answer to a prompt, and once more where the first attempt was cut off. Where the prompt does not fit
    /// into the model's context after all, it is tried with less of the conversation, and then with none.
    ///
    /// - Parameters:
    ///   - prompt: What the model is shown.
    ///   - live: Follows the answer while it is written.
    ///   - confirm: Waited for when the server has the first request, and before anything is made of what it says. Gives a prompt that is to be
    ///     answered instead.
    ///   - alone: Waits until nothing else is generated: answers that fit alone can burst a context that the slots share.
    /// - Returns: How the answer ended, which is then in `live`.
    /// - Throws: ``GenerationFailure`` or `CancellationError`; what was written by then is in `live`. And what `confirm` throws.
    func answer(
        to prompt: Prompt,
        in conversation: ConversationID,
        live: LiveAnswer,
        confirm: () async throws -> Prompt?,
        alone: () async throws -> Void
    ) async throws -> GeneratedAnswer {
        var prompt = prompt
        var wasCutOff = false
        var wasAlone = false
        while true {
            let stopwatch = Stopwatch(clock)
            let request = AnswerRequest(
                messages: prompt.messages,
                sampling: sampling,
                conversation: conversation.description
            )
            // It is under way from here on, whether anybody listens or not.
            let events = llama.answer(to: request)
            if let newer = try await confirm() {
                prompt = newer
                continue
            }
            do {
                let answer = try await follow(events, prompt, since: stopwatch, live: live)
                guard live.draft.hasText else { throw GenerationFailure.emptyAnswer }
                // Only now, so that a question that is too long by itself pushes nothing out of the conversation.
                try await contexts.keepCut(of: prompt, in: conversation)
                return answer
            } catch let error as LlamaServerError {
                if case .contextTooLong(nil, _) = error, await isShared(), !wasAlone {
                    logger.notice("answers have burst the context that they share, trying again alone")
                    wasAlone = true
                    try await alone()
                } else if case .contextTooLong(let promptTokens, let contextSize) = error {
                    let shorter = contexts.shortened(prompt, promptTokens: promptTokens, contextSize: contextSize)
                    guard let shorter else { throw failure(error, of: prompt) }
                    logger.notice(
                        "prompt too long, trying again with less",
                        metadata: [
                            "messages": "\(prompt.messages.count)", "kept": "\(shorter.messages.count)",
                        ]
                    )
                    prompt = shorter
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

    /// Whether answers can be in each other's way. llama.cpp's server counts a prompt that is too long by itself.
    private func isShared() async -> Bool {
        guard let server = try? await llama.description(), server.kind == .llamaCpp else { return false }
        return server.slots != 1
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
                prompt.question.utf8.count > Self.shortMessage
            }
        return isTooLong ? .messageTooLong : .modelUnavailable(error)
    }

    private func follow(
        _ events: AnswerEvents,
        _ prompt: Prompt,
        since stopwatch: Stopwatch,
        live: LiveAnswer
    ) async throws -> GeneratedAnswer {
        var timeToFirstToken: Duration?
        // What an earlier attempt has left stays to be seen until there is something new.
        var isFirstPiece = true
        func add(_ change: (inout AnswerDraft) -> Void) {
            live.change { draft in
                if isFirstPiece { draft = AnswerDraft(isStarted: true) }
                change(&draft)
            }
            isFirstPiece = false
        }
        for try await event in events {
            switch event {
            case .waiting: live.change { $0.standing = .waiting }
            case .started:
                live.change { draft in
                    draft.isStarted = true
                    draft.standing = nil
                }
            case .promptProgress(let progress):
                let percent = progress.percent
                live.change { $0.standing = percent.map { .reading(percent: $0) } }
            case .reasoning(let piece), .text(let piece):
                if timeToFirstToken == nil { timeToFirstToken = stopwatch.now }
                let isText = if case .text = event { true } else { false }
                add { draft in
                    if isText { draft.text += piece } else { draft.reasoning += piece }
                }
            case .textWasReasoning:
                add { draft in
                    draft.reasoning += draft.text
                    draft.text = ""
                }
            case .done(let end):
                add { _ in }
                return Self.answer(end, to: prompt, timeToFirstToken)
            }
        }
        try Task.checkCancellation()
        throw LlamaServerError.brokenStream("the answer ended without a word on why")
    }

    private static func answer(_ end: AnswerEnd, to prompt: Prompt, _ timeToFirstToken: Duration?) -> GeneratedAnswer {
        let timings = end.timings
        let figures = Figures(
            promptTokens: timings?.promptTokens.map(Figures.bounded),
            cachedTokens: timings?.cachedTokens.map(Figures.bounded),
            predictedTokens: timings?.predictedTokens.map(Figures.bounded),
            predictedPerSecond: timings?.predictedPerSecond,
            promptPerSecond: timings?.promptPerSecond,
            timeToFirstToken: timeToFirstToken
        )
        // A message has a token at least; some servers say nothing by a zero.
        let read = figures.promptTokens.map { $0 + (figures.cachedTokens ?? 0) }
            .flatMap { $0 >= prompt.messages.count ? $0 : nil }
        return GeneratedAnswer(
            finishReason: end.finishReason,
            figures: figures,
            promptTokens: read ?? (prompt.isCounted ? prompt.tokens : nil)
        )
    }
}

extension PromptProgress {
    /// Of what has to be read; `nil` where that is nothing.
    fileprivate var percent: Int? {
        let whole = total.subtractingReportingOverflow(cached).partialValue
        let read = processed.subtractingReportingOverflow(cached).partialValue
        guard whole > 0 else { return nil }
        return Int(100 * min(1, Double(max(0, read)) / Double(whole)))
    }
}
