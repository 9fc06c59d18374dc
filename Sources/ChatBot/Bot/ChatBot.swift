public import LlamaServer
public import Logging
public import ServiceLifecycle
public import TelegramBotAPI

/// The bot: takes updates in, lets the model answer, sends the answers.
///
///     let bot = ChatBot(telegram: client, llama: server, database: try Database(path: "localaichat.sqlite"))
///     try await bot.run()
///
/// What it has taken in is in the database: stopped or killed, it goes on where it was when it runs again.
public struct ChatBot: Service {
    let telegram: BotAPIClient
    let llama: LlamaServer
    private(set) var database: Database
    let configuration: ChatBotConfiguration
    let user: User?
    let clock: any Clock<Duration>
    let backOff: BackOff
    let logger: Logger
    let gauge = Gauge()

    /// - Parameters:
    ///   - telegram: The Bot API.
    ///   - llama: The server that writes the answers.
    ///   - database: Where conversations are kept, and what is not answered yet. One bot alone may use it.
    ///   - configuration: What an owner can set.
    ///   - user: The bot itself, from `getMe`; it is asked for where nobody has yet.
    ///   - clock: Measures all waiting.
    ///   - random: Any number in a range, for the jitter of what is tried again.
    ///   - logger: Hears in one line why somebody got no answer; never what people write.
    public init(
        telegram: BotAPIClient,
        llama: LlamaServer,
        database: Database,
        configuration: ChatBotConfiguration = ChatBotConfiguration(),
        user: User? = nil,
        clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable (ClosedRange<Double>) -> Double = { Double.random(in: $0) },
        logger: Logger = Logger(label: "chatbot")
    ) {
        self.telegram = telegram
        self.llama = llama
        self.database = database
        self.configuration = configuration
        self.user = user
        self.clock = clock
        self.backOff = BackOff(random: random)
        self.logger = logger
        self.database.patience = patience
    }

    /// Answers until it is shut down gracefully or its task is cancelled, and returns then. What is not answered by then is, after the
    /// next start.
    ///
    /// Shut down gracefully, it takes nothing in any more, and lets answers that are being written or sent go on for
    /// ``ChatBotConfiguration/shutdownGrace``.
    ///
    /// - Throws: What no waiting can mend: ``BotAPIError`` (the token is wrong), ``DatabaseError`` (another process uses
    ///   the database, or it belongs to another bot).
    public func run() async throws {
        do {
            try await withThrowingTaskGroup(of: Bool.self) { group in
                let bot = try await cancelWhenGracefulShutdown { try await introduction() }
                let claim = try database.claim(forBot: bot.id)
                defer { claim.release() }
                let tallies = try await patience { try await database.tallies() }
                if !tallies.isEmpty {
                    let counts = tallies.map { ($0.key.rawValue, "\($0.value)" as Logger.MetadataValue) }
                    logger.info("messages in doubt so far", metadata: Logger.Metadata(uniqueKeysWithValues: counts))
                }
                let (letters, letter) = AsyncStream.makeStream(of: Letter.self)
                // The server may have come back while the bot was away.
                for notice in try await patience({ try await database.endOutages() }) {
                    letter.yield(.disarm(notice))
                }
                let messageIDs = MessageIDs(highest: try await patience { try await database.highestMessageIDs() })
                let runner = turnRunner(messageIDs) { letter.yield($0) }
                let (losses, loss) = AsyncStream.makeStream(of: DatabaseError.self)
                let mailboxes = mailboxes(for: runner) { loss.yield($0) }
                group.addTask {
                    for await error in losses { throw error }
                    return false
                }
                group.addTask {
                    await runner.watch.run()
                    return false
                }
                group.addTask {
                    await runner.deadlines.run { await mailboxes.resume() }
                    return false
                }
                group.addTask {
                    for await _ in runner.watch.returns {
                        for notice in try await patience({ try await database.endOutages() }) {
                            letter.yield(.disarm(notice))
                        }
                        // It may have other slots now.
                        runner.queue.capacityChanged()
                        await mailboxes.resume()
                        await runner.warmUps.noteRecent()
                    }
                    return false
                }
                group.addTask {
                    guard configuration.warmsUp else { return false }
                    await runner.warmUps.noteRecent()
                    await runner.warmUps.run()
                    return false
                }
                group.addTask {
                    await pruning.run()
                    return false
                }
                group.addTask {
                    for await letter in letters { await mailboxes.post(letter, to: letter.address, force: true) }
                    return false
                }
                group.addTask {
                    await mailboxes.run()
                    return false
                }
                group.addTask {
                    await publishCommands()
                    return false
                }
                group.addTask {
                    do {
                        try await withGracefulShutdownHandler {
                            try await cancelWhenGracefulShutdown {
                                try await receive(for: bot, messageIDs) { arrival, wasTaken in
                                    try await hand(arrival, to: mailboxes, runner.running, wasTakenBefore: wasTaken)
                                }
                            }
                        } onGracefulShutdown: {
                            // What only waits for its turn would be begun in vain.
                            runner.queue.close()
                        }
                    } catch is CancellationError where Task.isShuttingDownGracefully {
                        // What it was just taking in comes again after the next start.
                    }
                    await finish(mailboxes)
                    return true
                }
                // The first that throws ends all the others.
                while let isOver = try await group.next() {
                    if isOver { group.cancelAll() }
                }
            }
        } catch {
            guard Task.isCancelled || Task.isShuttingDownGracefully else { throw error }
        }
    }

    /// How it stands with the bot: at once, and again whenever that changes. It never ends by itself.
    public func figures() -> AsyncStream<BotFigures> { gauge.figures() }

    /// Lets what is being answered go on for a while.
    private func finish(_ mailboxes: Mailboxes<Address, Letter>) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await mailboxes.finish() }
            group.addTask { try? await clock.sleep(for: configuration.shutdownGrace) }
            await group.next()
            group.cancelAll()
        }
    }

    var patience: Patience { Patience(clock: clock, backOff: backOff, logger: logger) }

    /// Who the bot is at Telegram; asked for until there is an answer.
    private func introduction() async throws -> User {
        if let user { return user }
        var attempt = 0
        while true {
            do {
                return try await telegram(GetMe())
            } catch {
                try Task.checkCancellation()
                let delay: Duration
                switch DeliveryFailure(error, isInTopic: false) {
                case .backOff where !error.isUnknownToken: delay = backOff.delay(afterAttempt: attempt)
                case .wait(let seconds): delay = .seconds(seconds)
                case .backOff, .giveUp, .isAlone, .leaveTopic, .migrate, .sendAnew: throw error
                }
                attempt += 1
                logger.warning("Telegram does not answer, trying again", metadata: ["cause": "\(error)"])
                try await clock.sleep(for: delay)
            }
        }
    }

    /// Fills the menu of commands; a bot without it works as well.
    private func publishCommands() async {
        for language in Language.allCases {
            let words = Words(language: language)
            let commands = Command.allCases.map {
                BotCommand(command: $0.rawValue, description: words.description(of: $0))
            }
            // Without a language code: for all whose language has no commands of its own.
            for code in language == configuration.language ? [nil, language.rawValue] : [language.rawValue] {
                do {
                    _ = try await telegram(SetMyCommands(commands: commands, languageCode: code))
                } catch {
                    logger.info("menu of commands not set", metadata: ["cause": "\(error)"])
                }
            }
        }
    }
}
