import LlamaServer
import Logging

/// Letting the model write the answer to a question.
extension TurnRunner {
    /// Waits for the question's turn and lets the model write, until it has said everything, fails or is stopped.
    ///
    /// - Returns: What came of it.
    func write(_ question: OpenQuestion) async throws -> Writing {
        do {
            if let writing = try await running.during(question.turn, { [self] in try await generate(question) }) {
                return writing
            }
            return Writing(try await endingOfStopped(question.turn))
        } catch let failure as GenerationFailure {
            return Writing(.failed(failure))
        } catch is GenerationQueue.Closed {
            return Writing(.putOff)
        }
    }

    private func endingOfStopped(_ turn: Turn) async throws -> AnswerEnding {
        if try await patience({ try await database.state(of: turn) }) == .generated { return .takenBack }
        logger.info("answer stopped", metadata: metadata(of: turn, [:]))
        return .stopped
    }

    private func generate(_ question: OpenQuestion) async throws -> Writing {
        let pass = question.pass
        // Where it fails or is stopped.
        defer { pass.freeSlot(isComplete: false) }
        do {
            let prepared = try await apart { [self] in try await prepare(question) }
            let show: @Sendable (Standing?) -> Void = { standing in question.live.change { $0.standing = standing } }
            let queueTime = try await pass.wait(tokens: prepared.tokens, onStanding: show)
            guard let answer = try await generate(question, prepared, queueTime: queueTime, onStanding: show) else {
                return Writing(.takenBack)
            }
            pass.freeSlot()
            watch.noteAnswer()
            log(answer.figures, of: question.turn)
            return Writing(.ended(answer.finishReason), answer)
        } catch let error as LlamaServerError {
            // Whoever is interrupted while he asks what the server is hears that it can't be reached.
            try Task.checkCancellation()
            throw GenerationFailure.modelUnavailable(error)
        }
    }

    private func prepare(_ question: OpenQuestion) async throws -> PreparedQuestion {
        let server = try await llama.description()
        let history =
            if let history = question.history { history } else { try await contexts.history(for: question.turn) }
        let prompt = try await contexts.prompt(asking: question.text, showing: history, on: server)
        let room = bursts.room(contexts.limits(of: server))
        return PreparedQuestion(on: server, prompt: prompt, of: history.version, room: room)
    }

    /// - Returns: `nil` where nobody wants it to be answered any more.
    private func generate(
        _ question: OpenQuestion,
        _ prepared: PreparedQuestion,
        queueTime: Duration,
        onStanding show: @escaping @Sendable (Standing?) -> Void
    ) async throws -> GeneratedAnswer? {
        guard !watch.isAway else { throw LlamaServerError.notReachable("it went away while the question waited") }
        let conversation = question.turn.incoming.conversation
        warmUps.forget(conversation)
        // Where it did not wait, and shares the conversation with nobody, what was looked up is hardly ever out of date: the server has the
        // question while that is made sure of.
        let isLikelyNewest = queueTime == .zero && question.history != nil && !question.turn.incoming.isInGroup
        do {
            return try await withThrowingTaskGroup(of: Prompt?.self) { group in
                group.addImmediateTask { [self] in try await begin(question, prepared) }
                var prompt = prepared.prompt
                if !isLikelyNewest, let newer = try await group.next() ?? nil { prompt = newer }
                var queueTime = queueTime
                var answer = try await generation.answer(to: prompt, in: conversation, live: question.live) {
                    // There is nothing more to be heard where it was waited for before.
                    try await group.next() ?? nil
                } alone: {
                    bursts.note()
                    queueTime += try await question.pass.waitAlone(onStanding: show)
                }
                bursts.noteAnswer()
                answer.figures.queueTime = queueTime
                return answer
            }
        } catch is NotWanted {
            return nil
        }
    }

    /// Notes that the answer is begun.
    ///
    /// - Returns: What the model is to be shown instead: others may have been answered while it waited, or while its prompt was made; or the
    ///   context was reset or cut.
    /// - Throws: ``NotWanted``, ``DatabaseError``, ``LlamaServerError`` or `CancellationError`.
    private func begin(_ question: OpenQuestion, _ prepared: PreparedQuestion) async throws -> Prompt? {
        let beginning = try await patience { try await database.begin(question.turn, showing: prepared.version) }
        guard let beginning else { throw NotWanted() }
        guard let newer = beginning.newer else { return nil }
        let prompt = try await contexts.prompt(
            asking: question.text,
            showing: newer,
            on: prepared.server,
            after: prepared.prompt
        )
        question.pass.take(tokens: prompt.tokens + prepared.room)
        return prompt == prepared.prompt ? nil : prompt
    }

    /// Nobody wants it to be answered any more.
    private struct NotWanted: Error {}

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
