import LlamaServer
import Logging
import TelegramMarkdown

/// Answering a question by the model.
extension TurnRunner {
    /// How often an answer is begun. A question that ends the server or the bot each time is not tried for ever.
    private static let mostAttempts = 10

    /// - Parameter isBehindWaiting: Whether an earlier question of the conversation waits for the server.
    func answerQuestion(
        _ turn: Turn,
        _ outlook: Outlook,
        _ isBehindWaiting: Bool
    ) async throws -> Mailboxes<Address, Letter>.Handling {
        let isWaiting = outlook.isWaiting
        if isWaiting { deadlines.note(turn) }
        if deadlines.isOver(turn) {
            logger.warning("nobody answered in time", metadata: metadata(of: turn, [:]))
            // One word for all that would have had one answer, by the age of the oldest.
            try await patience { try await database.closeWaiting(besides: turn) }
            try await say(words(for: turn).waitedTooLong, to: turn, as: .failed)
            try await outbox.deliver(turn)
            return .done
        }
        if isBehindWaiting || watch.isAway {
            if !isWaiting {
                // What waits already is no news: a server that is back but answers nobody would be asked every second.
                watch.noteDemand()
                // Where it was begun before a crash, that may have been its doing.
                try await wait(turn, isAttemptCounted: true)
            }
            return .wait
        }
        do {
            // One that was never begun and never waited is ready as it is.
            if !isWaiting, outlook.attempts == 0 {
                return try await answer(Attempt(turn: turn, number: 1), showing: outlook.history)
            }
            // Taken back, since.
            guard let attempt = try await patience({ try await database.prepare(turn) }) else { return .done }
            return try await answer(attempt)
        } catch is CancellationError {
            // The bot is stopped, which is not the question's doing.
            await Task { try? await database.putBack(turn) }.value
            throw CancellationError()
        }
    }

    private func wait(_ turn: Turn, isAttemptCounted: Bool) async throws {
        let words = words(for: turn)
        deadlines.note(turn)
        let word = Reply(
            [Reply.Part(FormattedText(words.answerWillBeLate))],
            to: turn.incoming,
            replyMarkup: .underNotice(words)
        )
        let notice = try await patience {
            try await database.keepWaiting(turn, isAttemptCounted: isAttemptCounted, word: word)
        }
        if let notice { post(.answer(notice)) }
    }

    /// - Parameter history: What was said by now, if it was looked up.
    private func answer(
        _ attempt: Attempt,
        showing history: ConversationHistory? = nil
    ) async throws -> Mailboxes<Address, Letter>.Handling {
        guard case .text(let text) = attempt.turn.incoming.event else { return .done }
        guard attempt.number <= Self.mostAttempts else { return try await giveUp(attempt.turn) }
        let question = question(attempt, text: text, showing: history)
        defer { question.pass.leave() }
        // For nobody the model writes no further.
        let onAlone: @Sendable () -> Void = { [running] in
            _ = running.stop(in: question.turn.incoming.conversation, turnID: question.turn.id, by: nil)
        }
        let (writing, pending) = try await preview.during(question, onAlone: onAlone) { try await write(question) }
        return try await finish(question, writing, pending)
    }

    private func question(
        _ attempt: Attempt,
        text: String,
        showing history: ConversationHistory?
    ) -> OpenQuestion {
        let composer = ReplyComposer(
            incoming: attempt.turn.incoming,
            words: words(for: attempt.turn),
            format: configuration.replyFormat,
            reasoning: configuration.reasoning,
            maxMessages: configuration.maxMessages
        )
        let pass = queue.pass(for: attempt.turn)
        return OpenQuestion(attempt, text: text, showing: history, pass: pass, composer: composer)
    }

    private func giveUp(_ turn: Turn) async throws -> Mailboxes<Address, Letter>.Handling {
        logger.error("answer was begun too often, given up", metadata: metadata(of: turn, [:]))
        try await say(words(for: turn).modelUnavailable, to: turn, as: .failed)
        try await outbox.deliver(turn)
        return .done
    }

    /// Sees to it that what was written reaches the chat, or that the question waits.
    ///
    /// - Parameter pending: A preview that is still under way.
    private func finish(
        _ question: OpenQuestion,
        _ writing: Writing,
        _ pending: PendingEdit?
    ) async throws -> Mailboxes<Address, Letter>.Handling {
        let turn = question.turn
        let draft = question.live.draft
        if case .failed(.modelUnavailable(let error)) = writing.ending, question.attempt < Self.mostAttempts,
            await watch.isOutage(error)
        {
            // Those that wait for their turn when the server goes away all hear so, one after the other, and it is one failure.
            let isFirst = watch.isAway ? false : watch.noteFailure()
            logger.log(
                level: isFirst ? .error : .debug,
                "no answer, questions wait",
                metadata: metadata(of: turn, ["cause": "\(error)"])
            )
            await pending?.end()
            try await wait(turn, isAttemptCounted: draft.isStarted)
            return .wait
        }
        if case .failed(let failure) = writing.ending {
            logger.error("no answer", metadata: metadata(of: turn, ["cause": "\(failure)"]))
        }
        if case .putOff = writing.ending {
            await pending?.end()
            return .wait
        }
        if case .takenBack = writing.ending {
            // What was shown of its place in the queue goes away.
            await pending?.end()
            try await store(Reply([], to: turn.incoming), exchange: nil, of: turn, as: .cancelled)
        } else {
            try await keep(draft, writing, of: question)
        }
        // Neither waits for the other: Telegram may ask for patience, and the server for a look at what it is.
        async let isPrepared: Void = prepareForNext(turn, after: draft)
        try await outbox.deliver(turn, after: pending)
        await isPrepared
        return .done
    }

    /// Makes the reply of what was written, and keeps it.
    private func keep(_ draft: AnswerDraft, _ writing: Writing, of question: OpenQuestion) async throws {
        let turn = question.turn
        var composer = question.composer
        let outcome: Turn.Outcome = if case .failed = writing.ending { .failed } else { .done }
        guard draft.hasText else {
            if case .failed(.emptyAnswer) = writing.ending, !draft.reasoning.isEmpty {
                let reply = composer.replyWithoutAnswer(draft)
                try await store(reply, exchange: nil, of: turn, as: outcome)
            } else {
                try await say(writing.ending.sentence(composer.words), to: turn, as: outcome)
            }
            return
        }
        // A preview may have found out what the chat does not take.
        composer.format = richSupport.format(composer.format, in: turn.incoming.conversation.chatID)
        var exchange = Exchange(question: question.text, answer: draft.text)
        exchange.figures = writing.answer?.figures ?? Figures()
        if let answer = writing.answer { gauge.answered(answer.figures) }
        exchange.promptTokens = writing.answer?.promptTokens
        // How long the answer is without its thoughts is not said.
        exchange.answerTokens = draft.reasoning.isEmpty ? exchange.figures.predictedTokens : nil
        try await store(composer.reply(draft, writing.ending.ofReply), exchange: exchange, of: turn, as: .done)
    }
}
