import LlamaServer
import Logging
import TelegramBotAPI

/// Its stages, connected.
extension ChatBot {
    func turnRunner(
        _ messageIDs: MessageIDs,
        post: @escaping @Sendable (Letter) -> Void
    ) -> TurnRunner {
        let sender = PartSender(telegram: telegram, messageIDs: messageIDs, logger: logger)
        let flood = FloodControl(limits: configuration.floodLimits, clock: clock, logger: logger)
        let richSupport = RichSupport()
        let oneTimeSender = OneTimeSender(
            sender: sender,
            search: MessageSearch(
                sender: sender,
                database: database,
                progress: SearchProgress(),
                clock: clock,
                patience: patience,
                logger: logger
            ),
            database: database,
            patience: patience
        )
        let contexts = Contexts(
            database: database,
            llama: llama,
            configuration: configuration,
            patience: patience,
            logger: logger
        )
        let queue = GenerationQueue(clock: clock, onChange: gauge.look) { [llama] in
            GenerationQueue.Capacity(slots: llama.answersAtOnce, sharedTokens: llama.sharedContextSize)
        }
        return TurnRunner(
            telegram: telegram,
            database: database,
            llama: llama,
            contexts: contexts,
            queue: queue,
            bursts: Bursts(),
            generation: Generation(
                llama: llama,
                contexts: contexts,
                sampling: configuration.sampling,
                clock: clock,
                logger: logger
            ),
            warmUps: WarmUps(llama: llama, contexts: contexts, queue: queue, logger: logger),
            outbox: Outbox(
                sender: sender,
                oneTimeSender: oneTimeSender,
                database: database,
                flood: flood,
                richSupport: richSupport,
                clock: clock,
                backOff: backOff,
                patience: patience,
                logger: logger
            ),
            preview: Preview(
                sender: sender,
                oneTimeSender: oneTimeSender,
                database: database,
                flood: flood,
                richSupport: richSupport,
                memory: PreviewMemory(),
                streaming: configuration.streaming,
                lastPatience: configuration.previewPatience,
                clock: clock,
                patience: patience,
                logger: logger
            ),
            running: RunningAnswers(),
            richSupport: richSupport,
            watch: ServerWatch(llama: llama, clock: clock, backOff: backOff, logger: logger),
            deadlines: OutageDeadlines(limit: configuration.outageLimit, clock: clock, now: database.now),
            patience: patience,
            configuration: configuration,
            post: post,
            gauge: gauge,
            logger: logger
        )
    }

    /// - Parameter end: Ends the bot.
    func mailboxes(
        for runner: TurnRunner,
        end: @escaping @Sendable (DatabaseError) -> Void
    ) -> Mailboxes<Address, Letter> {
        Mailboxes(capacity: configuration.queueLimit, sender: \.sender) { letter, isBehindWaiting in
            switch letter {
            case .answer(let turn): return try await runner.run(turn, isBehindWaiting: isBehindWaiting)
            case .refuse(let turn): try await runner.refuse(turn)
            case .disarm(let notice): try await runner.disarm(notice)
            }
            return .done
        } report: { letter, error in
            let turn = letter.turnID.map { "\($0)" } ?? "none"
            logger.error("turn failed", metadata: ["turn": "\(turn)", "cause": "\(error)"])
            // What is taken in now would be lost.
            if let error = error as? DatabaseError, error.isLost { end(error) }
        }
    }

    var pruning: Pruning {
        Pruning(database: database, retention: configuration.retention, clock: clock, logger: logger)
    }
}
