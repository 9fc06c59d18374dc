import LlamaServer
import Logging
import TelegramBotAPI

/// Carries a turn from its arrival to the delivered answer.
struct TurnRunner: Sendable {
    var telegram: BotAPIClient
    var database: Database
    var generation: Generation
    var outbox: Outbox
    var typing: TypingIndicator
    var watch: ServerWatch
    var patience: Patience
    var configuration: ChatBotConfiguration
    var logger: Logger

    /// Answers a turn, or delivers what is left of an answer that exists already.
    ///
    /// - Throws: ``DatabaseError`` that waiting can't mend, or `CancellationError`; the turn is then taken up again after the next start.
    func run(_ turn: Turn) async throws {
        switch try await patience({ try await database.state(of: turn) }) {
        case .received:
            try await answer(turn)
            try await outbox.deliver(turn)
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

    private func answer(_ turn: Turn) async throws {
        let words = words(for: turn)
        switch turn.incoming.event {
        case .text(let text):
            try await answer(turn, question: text, words)
        case .command(.start):
            try await patience { try await database.reset(turn.incoming.conversation, at: turn) }
            try await say(words.greeting, to: turn)
        case .command(.help):
            try await say(words.help, to: turn)
        case .unknownCommand:
            try await say(words.unknownCommand, to: turn)
        case .unreadable:
            try await say(words.unreadable, to: turn)
        case .button(let button, let callbackQueryID):
            // One that is too old to be answered has stopped spinning by itself.
            _ = try? await telegram(AnswerCallbackQuery(callbackQueryID: callbackQueryID))
            guard button == .resetContext else { return }
            try await patience { try await database.reset(turn.incoming.conversation, at: turn) }
            try await say(words.contextReset, to: turn)
        }
    }

    private func say(_ text: String, to turn: Turn) async throws {
        try await patience {
            try await database.store(Reply(text, to: turn.incoming), exchange: nil, of: turn)
        }
    }

    private func answer(_ turn: Turn, question: String, _ words: Words) async throws {
        do {
            let answer = try await typing.during(turn.incoming.conversation) { onStart in
                try await generation.answer(to: prompt(for: turn, question: question), onStart: onStart)
            }
            let text = answer.end.finishReason == .length ? "\(answer.text)\n\n\(words.cutOff)" : answer.text
            try await patience {
                try await database.store(
                    Reply(text, to: turn.incoming, replyMarkup: .underAnswer(words)),
                    exchange: Exchange(question: question, answer: answer.text),
                    of: turn
                )
            }
            log(answer, of: turn)
        } catch let failure as GenerationFailure {
            if case .modelUnavailable = failure { watch.noteFailure() }
            logger.error("no answer", metadata: metadata(of: turn, ["cause": "\(failure)"]))
            try await say(failure.sentence(words), to: turn)
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

    private func log(_ answer: Generation.Answer, of turn: Turn) {
        let timings = answer.end.timings
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
