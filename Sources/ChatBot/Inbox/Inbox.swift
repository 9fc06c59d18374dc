import Logging
import TelegramBotAPI

/// Takes updates in: keeps what is to be answered, says to Telegram that it is safe, and hands it on.
struct Inbox: Sendable {
    /// The kinds of updates that the bot has a use for.
    static let allowedUpdates = ["message", "callback_query", "stopped_message_generation"]

    /// What is done with each turn; `wasTakenBefore`: it comes from before a restart.
    typealias HandOn = @Sendable (_ arrival: Arrival, _ wasTakenBefore: Bool) async throws -> Void

    var reader: IncomingReader
    var database: Database
    var messageIDs: MessageIDs
    var patience: Patience
    var logger: Logger
    var handOn: HandOn

    /// Hands on what a stop or a crash has left, then what comes, until the task is cancelled.
    ///
    /// What has come is handed on at once, while it is brought to the disk; Telegram hears that it is safe when it is.
    ///
    /// - Throws: What ends `updates`: ``BotAPIError`` or `CancellationError`.
    func run<Updates: AsyncSequence>(_ updates: Updates) async throws where Updates.Element == ReceivedUpdate {
        for turn in try await patience({ try await database.openTurns() }) {
            try await handOn(Arrival(turn: turn), true)
        }
        try await withThrowingDiscardingTaskGroup { group in
            for try await received in updates {
                guard try await take(received.update) else {
                    received.confirm()
                    continue
                }
                group.addImmediateTask {
                    try await database.sync()
                    received.confirm()
                }
            }
        }
    }

    /// - Returns: Whether there is something to be kept of it.
    private func take(_ update: Update) async throws -> Bool {
        if case .message(let message) = update.content { messageIDs.note(message.messageID, in: message.chat.id) }
        switch reader.read(update) {
        case .ignored(let reason):
            let level: Logger.Level = if case .malformed = update.content { .warning } else { .debug }
            logger.log(
                level: level,
                "update ignored",
                metadata: ["update": "\(update.updateID)", "reason": "\(reason)"]
            )
            return false
        case .incoming(let incoming):
            let arrival = try await patience { try await database.receive(incoming, updateID: update.updateID) }
            guard let arrival else {
                logger.debug("update received before", metadata: ["update": "\(update.updateID)"])
                return true
            }
            try await handOn(arrival, false)
            return true
        }
    }
}
