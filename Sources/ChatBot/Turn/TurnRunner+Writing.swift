import LlamaServer
import Logging

/// Letting the model write the answer to a question.
extension TurnRunner {
    /// Waits for the question's turn and lets the model write, until it has said everything, fails or is stopped.
    ///
    /// - Returns: Why it ended; and what it took, where it came to its end.
    func write(
        _ turn: Turn,
        question: String,
        showing history: ConversationHistory?,
        _ pass: Pass,
        _ live: LiveAnswer
    ) async throws -> (AnswerEnding, GeneratedAnswer?) {
        do {
            let writing = try await running.during(turn) { [self] () -> (AnswerEnding, GeneratedAnswer?) in
                // Where it fails or is stopped.
                defer { pass.freeSlot(isComplete: false) }
                guard let answer = try await generate(turn, question: question, history, pass, live) else {
                    return (.takenBack, nil)
                }
                pass.freeSlot()
                watch.noteAnswer()
                log(answer.figures, of: turn)
                return (.ended(answer.finishReason), answer)
            }
            if let writing { return writing }
            if try await patience({ try await database.state(of: turn) }) == .generated { return (.takenBack, nil) }
            logger.info("answer stopped", metadata: metadata(of: turn, [:]))
            return (.stopped, nil)
        } catch let failure as GenerationFailure {
            return (.failed(failure), nil)
        } catch is GenerationQueue.Closed {
            return (.putOff, nil)
        }
    }

    /// - Returns: `nil` where nobody wants it to be answered any more.
    private func generate(
        _ turn: Turn,
        question: String,
        _ history: ConversationHistory?,
        _ pass: Pass,
        _ live: LiveAnswer
    ) async throws -> GeneratedAnswer? {
        let conversation = turn.incoming.conversation
        let show: @Sendable (Standing?) -> Void = { standing in live.change { $0.standing = standing } }
        do {
            let server = try await llama.description()
            let history = if let history { history } else { try await contexts.history(for: turn) }
            var prompt = try await contexts.prompt(asking: question, showing: history, on: server)
            let room = bursts.room(contexts.limits(of: server))
            var queueTime = try await pass.wait(tokens: prompt.tokens + room, onStanding: show)
            guard !watch.isAway else { throw LlamaServerError.notReachable("it went away while the question waited") }
            let version = history.version
            let beginning = try await patience { try await database.begin(turn, showing: version) }
            guard let beginning else { return nil }
            // Others may have been answered while it waited, or while its prompt was made; or the context was reset.
            if let newer = beginning.newer {
                prompt = try await contexts.prompt(asking: question, showing: newer, on: server, after: prompt)
                pass.take(tokens: prompt.tokens + room)
            }
            warmUps.forget(conversation)
            var answer = try await generation.answer(to: prompt, in: conversation, live: live) {
                bursts.note()
                queueTime += try await pass.waitAlone(onStanding: show)
            }
            bursts.noteAnswer()
            answer.figures.queueTime = queueTime
            return answer
        } catch let error as LlamaServerError {
            // Whoever is interrupted while he asks what the server is hears that it can't be reached.
            try Task.checkCancellation()
            throw GenerationFailure.modelUnavailable(error)
        }
    }

    /// Leaves out of the conversation what the next question has no room for, while nobody waits for that, and has the rest read.
    func prepareForNext(_ turn: Turn, after draft: AnswerDraft) async {
        guard draft.hasText, let server = try? await llama.description() else { return }
        let conversation = turn.incoming.conversation
        do {
            let wasCut = try await contexts.cutBack(conversation, on: server)
            // The model is not shown its old thoughts: after them the server has read something else than what comes.
            if wasCut || !draft.reasoning.isEmpty { warmUps.note(conversation) }
        } catch {
            // The next question asks for the same cut.
            logger.debug("context not cut back", metadata: metadata(of: turn, ["cause": "\(error)"]))
        }
    }

    private func log(_ figures: Figures, of turn: Turn) {
        var metadata: Logger.Metadata = [:]
        metadata["queueTime"] = figures.queueTime.map { "\($0.seconds(digits: 2))" }
        metadata["promptTokens"] = figures.promptTokens.map { "\($0)" }
        metadata["cachedTokens"] = figures.cachedTokens.map { "\($0)" }
        metadata["promptPerSecond"] = figures.promptPerSecond.map { "\($0.rounded(digits: 1))" }
        metadata["timeToFirstToken"] = figures.timeToFirstToken.map { "\($0.seconds(digits: 3))" }
        metadata["predictedTokens"] = figures.predictedTokens.map { "\($0)" }
        metadata["tokensPerSecond"] = figures.predictedPerSecond.map { "\($0.rounded(digits: 1))" }
        logger.info("answer generated", metadata: self.metadata(of: turn, metadata))
    }
}

extension Duration {
    fileprivate func seconds(digits: Int) -> Double { (self / .seconds(1)).rounded(digits: digits) }
}

extension Double {
    fileprivate func rounded(digits: Int) -> Double {
        var factor = 1.0
        for _ in 0..<digits { factor *= 10 }
        return (self * factor).rounded() / factor
    }
}
