import LlamaServer
import Logging
import TelegramBotAPI

/// Carries a turn from its arrival to the delivered answer.
///
/// In one place, as all that it is made of: a thousand turns that are under way would else hold several copies each.
final class TurnRunner: Sendable {
    let telegram: BotAPIClient
    let database: Database
    let llama: LlamaServer
    let contexts: Contexts
    let queue: GenerationQueue
    let bursts: Bursts
    let generation: Generation
    let warmUps: WarmUps
    let outbox: Outbox
    let preview: Preview
    let running: RunningAnswers
    let richSupport: RichSupport
    let watch: ServerWatch
    let deadlines: OutageDeadlines
    let patience: Patience
    let configuration: ChatBotConfiguration
    /// Puts a letter of the bot's own into its mailbox.
    let post: @Sendable (Letter) -> Void
    let gauge: Gauge
    let logger: Logger

    init(
        telegram: BotAPIClient,
        database: Database,
        llama: LlamaServer,
        contexts: Contexts,
        queue: GenerationQueue,
        bursts: Bursts,
        generation: Generation,
        warmUps: WarmUps,
        outbox: Outbox,
        preview: Preview,
        running: RunningAnswers,
        richSupport: RichSupport,
        watch: ServerWatch,
        deadlines: OutageDeadlines,
        patience: Patience,
        configuration: ChatBotConfiguration,
        post: @escaping @Sendable (Letter) -> Void,
        gauge: Gauge,
        logger: Logger
    ) {
        self.telegram = telegram
        self.database = database
        self.llama = llama
        self.contexts = contexts
        self.queue = queue
        self.bursts = bursts
        self.generation = generation
        self.warmUps = warmUps
        self.outbox = outbox
        self.preview = preview
        self.running = running
        self.richSupport = richSupport
        self.watch = watch
        self.deadlines = deadlines
        self.patience = patience
        self.configuration = configuration
        self.post = post
        self.gauge = gauge
        self.logger = logger
    }

    /// Answers a turn, or delivers what is left of an answer that exists already.
    ///
    /// - Parameter isBehindWaiting: Whether an earlier question of the conversation waits for the LLaMA server.
    /// - Returns: Whether the turn has to wait.
    /// - Throws: ``DatabaseError`` that waiting can't mend, or `CancellationError`; the turn is then taken up again after the next start.
    func run(_ turn: Turn, isBehindWaiting: Bool = false) async throws -> Mailboxes<Address, Letter>.Handling {
        defer { running.forget(turn) }
        let outlook =
            if let outlook = running.takeOutlook(for: turn) { outlook } else { try await self.outlook(for: turn) }
        switch outlook.state {
        case .received, .generating:
            if case .text = turn.incoming.event { return try await answerQuestion(turn, outlook, isBehindWaiting) }
            try await answer(turn)
            try await outbox.deliver(turn)
        case .generated, .delivering:
            try await outbox.deliver(turn)
        case .done, .failed, .cancelled, nil:
            // Closed while it waited: nobody is there to be answered, or wants to be.
            deadlines.forget(turn)
        }
        return .done
    }

    private func outlook(for turn: Turn) async throws -> Outlook {
        try await apart { [patience, database] in
            try await patience { try await database.outlook(for: turn) }
        }
    }

    /// Tells that a turn's message was not taken.
    func refuse(_ turn: Turn) async throws {
        try await say(words(for: turn).tooManyMessages, to: turn, as: .failed)
        try await outbox.deliver(turn)
    }

    /// Takes the buttons away from a notice. If they can't be, they stay, and do no harm.
    func disarm(_ notice: Notice) async throws {
        let conversation = try await patience { try await database.current(notice.conversation) }
        do {
            try await outbox.flood.deliver(to: conversation.chatID) {
                try await outbox.sender.setKeyboard(nil, under: notice.messageID, in: conversation)
            }
        } catch let error as BotAPIError {
            logger.debug("buttons stay", metadata: ["chat": "\(conversation.chatID)", "cause": "\(error)"])
        }
    }

    private func answer(_ turn: Turn) async throws {
        let words = words(for: turn)
        switch turn.incoming.event {
        case .text, .outage:
            break
        case .command(.start):
            try await reset(at: turn)
            try await say(words.greeting, to: turn)
        case .command(.stop):
            try await stop(for: turn, words)
        case .command(.cancel):
            let count = try await takeBack(for: turn)
            try await say(count > 0 ? words.takenBack(count) : words.nothingToTakeBack, to: turn)
        case .command(.stats):
            try await say(stats(for: turn, words), to: turn)
        case .command(.help):
            try await say(words.help, to: turn)
        case .unknownCommand:
            try await say(words.unknownCommand, to: turn)
        case .unreadable:
            try await say(words.unreadable, to: turn)
        case .button(let button, let callbackQueryID):
            try await press(button, of: turn, callbackQueryID, words)
        case .stoppedDraft(let draftID):
            _ = try await stop(turnID: draftID.turnID, for: turn, by: nil)
        }
    }

    /// Forgets the conversation. What comes begins with a long system prompt alone, as nothing of late may have.
    func reset(at turn: Turn) async throws {
        try await patience { try await database.reset(turn.incoming.conversation, at: turn) }
        warmUps.note(turn.incoming.conversation)
    }

    func say(_ text: String, to turn: Turn, as outcome: Turn.Outcome = .done) async throws {
        try await store(Reply(text, to: turn.incoming), exchange: nil, of: turn, as: outcome)
    }

    /// Keeps the reply to a turn. If its author was told that it will be late, that has had its time.
    func store(_ reply: Reply, exchange: Exchange?, of turn: Turn, as outcome: Turn.Outcome) async throws {
        let notice = try await patience {
            try await database.store(reply, exchange: exchange, of: turn, as: outcome)
        }
        deadlines.forget(turn)
        if let notice { post(.disarm(notice)) }
    }

    func metadata(of turn: Turn, _ more: Logger.Metadata) -> Logger.Metadata {
        more.merging(["chat": "\(turn.incoming.conversation.chatID)", "turn": "\(turn.id)"]) { first, _ in first }
    }

    func words(for turn: Turn) -> Words {
        Words(language: Language(languageCode: turn.incoming.languageCode, fallback: configuration.language))
    }
}
