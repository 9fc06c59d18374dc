import Logging
import TelegramBotAPI

/// Looks for a message of which it is not known whether it was sent: the connection broke, or the bot was killed, before Telegram's answer
/// was there.
///
/// Telegram has no way to ask. But a new message has one of the next ids, and the bot can only change its own messages: whichever of these
/// ids takes the very content is the message. Where none does, it was not sent, or it lies further behind because others were
/// written to at the same time; it is then sent again.
final class MessageSearch: Sendable {
    let sender: PartSender
    let database: Database
    let progress: SearchProgress
    let clock: any Clock<Duration>
    let patience: Patience
    let logger: Logger

    init(
        sender: PartSender,
        database: Database,
        progress: SearchProgress,
        clock: any Clock<Duration>,
        patience: Patience,
        logger: Logger
    ) {
        self.sender = sender
        self.database = database
        self.progress = progress
        self.clock = clock
        self.patience = patience
        self.logger = logger
    }

    /// How many ids are tried: the next that belong to no message that is known.
    static let reach = 8
    /// How long after the first look there is a second one.
    static let distance = Duration.seconds(1)

    /// - Parameters:
    ///   - part: What the message shows when it is found.
    ///   - floor: The highest id that was known when it was sent.
    ///   - key: Which part of which turn it is.
    /// - Returns: The message's id; `nil` where it is not there.
    /// - Throws: ``BotAPIError`` where it can't be told; repeated, the search goes on.
    func find(
        _ part: Reply.Part,
        above floor: Int,
        _ key: SearchProgress.Key,
        in conversation: ConversationID
    ) async throws -> Int? {
        var state = progress.progress(key)
        if !state.isCounted {
            try await patience { try await database.count(.sendsInDoubt) }
            state.isCounted = true
        }
        let chatID = conversation.chatID
        while true {
            progress.keep(state, of: key)
            let candidates = sender.messageIDs.unseen(above: floor, in: chatID, count: Self.reach)
            let known = try await patience { try await database.messages(among: candidates, in: chatID) }
            for candidate in candidates where !known.contains(candidate) && !state.rejected.contains(candidate) {
                if try await isThis(candidate, part, in: conversation) {
                    return try await end(.foundAgain, key, messageID: candidate, in: chatID)
                }
                state.rejected.insert(candidate)
                progress.keep(state, of: key)
            }
            guard state.looks > 1 else { return try await end(.sentAgain, key, messageID: nil, in: chatID) }
            state.looks -= 1
            state.rejected = []
            // What a process has asked for may be carried out a moment after its death.
            try await clock.sleep(for: Self.distance)
        }
    }

    private func end(_ tally: Tally, _ key: SearchProgress.Key, messageID: Int?, in chatID: Int64) async throws -> Int?
    {
        progress.forget(key)
        if let messageID { sender.messageIDs.note(messageID, in: chatID) }
        try await patience { try await database.count(tally) }
        logger.notice(
            messageID == nil
                ? "it is not known whether a message was sent, sending it again"
                : "a message was sent although Telegram's answer was lost",
            metadata: ["chat": "\(chatID)"]
        )
        return messageID
    }

    private func isThis(
        _ messageID: Int,
        _ part: Reply.Part,
        in conversation: ConversationID
    ) async throws(BotAPIError) -> Bool {
        do {
            if part.fileName != nil {
                try await sender.setKeyboard(part.replyMarkup, under: messageID, in: conversation)
            } else {
                try await sender.edit(messageID, to: part, in: conversation)
            }
            return true
        } catch .refused(let refusal) {
            switch refusal.reason {
            // The last one and others: of another kind than this one.
            case .messageToEditNotFound, .messageCannotBeEdited, .noTextToEdit: return false
            case .other where refusal.errorCode == 400: return false
            default: throw .refused(refusal)
            }
        }
    }
}
