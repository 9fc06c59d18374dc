import Logging
import TelegramBotAPI

/// Looks for a message of which it is not known whether it was sent: the connection broke, or the bot was killed, before Telegram's answer
/// was there.
///
/// Telegram has no way to ask. But a new message has one of the next ids, and the bot can only change its own messages: whichever of these
/// ids takes the very content is the message. Where none does, it was not sent, or it lies further behind because others were
/// written to at the same time; it is then sent again.
struct MessageSearch: Sendable {
    var sender: PartSender
    var database: Database
    var clock: any Clock<Duration>
    var patience: Patience
    var logger: Logger

    /// How many ids are tried: the next that belong to no message that is known.
    static let reach = 8
    /// How long after the first look there is a second one.
    static let distance = Duration.seconds(1)

    /// - Parameters:
    ///   - part: What the message shows when it is found.
    ///   - floor: The highest id that was known when it was sent.
    /// - Returns: The message's id; `nil` where it is not there.
    /// - Throws: ``BotAPIError`` where it can't be told; the search may then be repeated.
    func find(_ part: Reply.Part, above floor: Int, in conversation: ConversationID) async throws -> Int? {
        try await patience { try await database.count(.sendsInDoubt) }
        let chat: Logger.Metadata = ["chat": "\(conversation.chatID)"]
        for attempt in 1...2 {
            if let messageID = try await look(for: part, above: floor, in: conversation) {
                try await patience { try await database.count(.foundAgain) }
                logger.notice("a message was sent although Telegram's answer was lost", metadata: chat)
                return messageID
            }
            // What a process has asked for may be carried out a moment after its death.
            if attempt == 1 { try await clock.sleep(for: Self.distance) }
        }
        try await patience { try await database.count(.sentAgain) }
        logger.notice("a message does not seem to be sent, sending it again", metadata: chat)
        return nil
    }

    private func look(for part: Reply.Part, above floor: Int, in conversation: ConversationID) async throws -> Int? {
        let candidates = sender.messageIDs.unseen(above: floor, in: conversation.chatID, count: Self.reach)
        let known = try await patience { try await database.messages(among: candidates, in: conversation.chatID) }
        for candidate in candidates where !known.contains(candidate) {
            if try await isThis(candidate, part, in: conversation) { return candidate }
        }
        return nil
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
