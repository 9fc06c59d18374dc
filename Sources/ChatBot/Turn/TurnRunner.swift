import LlamaServer
import Logging
import TelegramBotAPI

/// Carries a turn from its arrival to the delivered answer.
struct TurnRunner: Sendable {
    var telegram: BotAPIClient
    var database: Database
    var generation: Generation
    var outbox: Outbox
    var preview: Preview
    var running: RunningAnswers
    var richSupport: RichSupport
    var watch: ServerWatch
    var patience: Patience
    var configuration: ChatBotConfiguration
    var logger: Logger

    /// Answers a turn, or delivers what is left of an answer that exists already.
    ///
    /// - Throws: ``DatabaseError`` that waiting can't mend, or `CancellationError`; the turn is then taken up again after the next start.
    func run(_ turn: Turn) async throws {
        defer { running.forget(turn) }
        switch try await patience({ try await database.state(of: turn) }) {
        case .received:
            let pending = try await answer(turn)
            try await outbox.deliver(turn, after: pending)
        case .replied:
            try await outbox.deliver(turn)
        case .done, nil:
            // Closed while it waited: nobody is there to be answered.
            break
        }
    }

    /// Tells that a turn's message was not taken.
    func refuse(_ turn: Turn) async throws {
        try await say(words(for: turn).tooManyMessages, to: turn)
        try await outbox.deliver(turn)
    }

    /// - Returns: A change of one of the reply's messages that is still under way.
    private func answer(_ turn: Turn) async throws -> PendingEdit? {
        let words = words(for: turn)
        switch turn.incoming.event {
        case .text(let text):
            return try await answer(turn, question: text, words)
        case .command(.start):
            try await patience { try await database.reset(turn.incoming.conversation, at: turn) }
            try await say(words.greeting, to: turn)
        case .command(.stop):
            // Taken up again after a restart, it may find the answer to something newer.
            switch running.stop(in: turn.incoming.conversation, before: turn.id, by: turn.incoming.senderID) {
            case .stopped: break
            case .nothing: try await say(words.nothingToStop, to: turn)
            case .notAllowed: try await say(words.stopNotAllowed, to: turn)
            }
        case .command(.help):
            try await say(words.help, to: turn)
        case .unknownCommand:
            try await say(words.unknownCommand, to: turn)
        case .unreadable:
            try await say(words.unreadable, to: turn)
        case .button(let button, let callbackQueryID):
            try await press(button, of: turn, callbackQueryID, words)
        case .stoppedDraft(let draftID):
            _ = running.stop(in: turn.incoming.conversation, turnID: draftID.turnID, by: nil)
        }
        return nil
    }

    private func press(_ button: Button, of turn: Turn, _ callbackQueryID: String, _ words: Words) async throws {
        var notice: String?
        if case .stop(let turnID) = button {
            let incoming = turn.incoming
            notice =
                switch running.stop(in: incoming.conversation, turnID: turnID, by: incoming.senderID) {
                case .stopped: nil
                case .nothing: words.nothingToStop
                case .notAllowed: words.stopNotAllowed
                }
        }
        // One that is too old to be answered has stopped spinning by itself.
        _ = try? await telegram(AnswerCallbackQuery(callbackQueryID: callbackQueryID, text: notice))
        guard button == .resetContext else { return }
        try await patience { try await database.reset(turn.incoming.conversation, at: turn) }
        try await say(words.contextReset, to: turn)
    }

    private func say(_ text: String, to turn: Turn) async throws {
        try await patience {
            try await database.store(Reply(text, to: turn.incoming), exchange: nil, of: turn)
        }
    }

    private func answer(_ turn: Turn, question: String, _ words: Words) async throws -> PendingEdit? {
        let live = LiveAnswer()
        var composer = ReplyComposer(
            incoming: turn.incoming,
            words: words,
            format: configuration.replyFormat,
            reasoning: configuration.reasoning,
            maxMessages: configuration.maxMessages
        )
        // For nobody the model writes no further.
        let onAlone: @Sendable () -> Void = {
            _ = running.stop(in: turn.incoming.conversation, turnID: turn.id, by: nil)
        }
        let (ending, pending) = try await preview.during(turn, live, composer, onAlone: onAlone) {
            try await write(turn, question: question, live)
        }
        let draft = live.draft
        guard draft.hasText else {
            if case .failed(.emptyAnswer) = ending, !draft.reasoning.isEmpty {
                let reply = composer.replyWithoutAnswer(draft)
                try await patience { try await database.store(reply, exchange: nil, of: turn) }
            } else {
                try await say(ending.sentence(words), to: turn)
            }
            return pending
        }
        // A preview may have found out what the chat does not take.
        composer.format = richSupport.format(composer.format, in: turn.incoming.conversation.chatID)
        let reply = composer.reply(draft, ending.ofReply)
        let exchange = Exchange(question: question, answer: draft.text)
        try await patience { try await database.store(reply, exchange: exchange, of: turn) }
        return pending
    }

    /// Lets the model write, until it has said everything, fails or is stopped.
    private func write(_ turn: Turn, question: String, _ live: LiveAnswer) async throws -> AnswerEnding {
        do {
            let end = try await running.during(turn) {
                try await generation.answer(to: prompt(for: turn, question: question), live: live)
            }
            guard let end else {
                logger.info("answer stopped", metadata: metadata(of: turn, [:]))
                return .stopped
            }
            log(end, of: turn)
            return .ended(end.finishReason)
        } catch let failure as GenerationFailure {
            if case .modelUnavailable = failure { watch.noteFailure() }
            logger.error("no answer", metadata: metadata(of: turn, ["cause": "\(failure)"]))
            return .failed(failure)
        }
    }

    private func prompt(for turn: Turn, question: String) async throws -> Prompt {
        let history = try await patience {
            try await database.lastMessages(
                Prompt.historyCount(configuration.maxContextMessages),
                of: turn.incoming.conversation,
                before: turn
            )
        }
        return Prompt(
            system: configuration.systemPrompt ?? ChatBotConfiguration.defaultSystemPrompt,
            history: history,
            question: question,
            maxContextMessages: configuration.maxContextMessages
        )
    }

    private func log(_ end: AnswerEnd, of turn: Turn) {
        let timings = end.timings
        var figures: Logger.Metadata = [:]
        figures["promptTokens"] = timings?.promptTokens.map { "\($0)" }
        figures["cachedTokens"] = timings?.cachedTokens.map { "\($0)" }
        figures["predictedTokens"] = timings?.predictedTokens.map { "\($0)" }
        logger.info("answer generated", metadata: metadata(of: turn, figures))
    }

    private func metadata(of turn: Turn, _ more: Logger.Metadata) -> Logger.Metadata {
        more.merging(["chat": "\(turn.incoming.conversation.chatID)", "turn": "\(turn.id)"]) { first, _ in first }
    }

    private func words(for turn: Turn) -> Words {
        Words(language: Language(languageCode: turn.incoming.languageCode, fallback: configuration.language))
    }
}
