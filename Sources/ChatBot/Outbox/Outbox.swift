import Logging
import TelegramBotAPI

/// Sends what is stored for a turn, part by part, for as long as it takes.
///
/// A part is marked as sent before the next one goes out. Where the connection breaks after a request was sent, Telegram
/// can't tell whether it arrived; the part is then sent again: rather twice than never.
struct Outbox: Sendable {
    var telegram: BotAPIClient
    var database: Database
    var clock: any Clock<Duration>
    var backOff: BackOff
    var patience: Patience
    var logger: Logger

    /// Delivers all parts of a turn that are not sent yet, and closes the turn.
    ///
    /// - Throws: `CancellationError`; the rest then goes out after the next start.
    func deliver(_ turn: Turn) async throws {
        var conversation = turn.incoming.conversation
        for (number, part) in try await patience({ try await database.unsentParts(of: turn) }) {
            guard let message = try await send(part, to: &conversation) else { break }
            try await patience { try await database.markSent(part: number, of: turn, messageID: message.messageID) }
        }
        try await patience { try await database.close(turn) }
    }

    /// - Returns: The message; `nil` where it can never be sent.
    private func send(_ part: Reply.Part, to conversation: inout ConversationID) async throws -> Message? {
        var attempt = 0
        while true {
            do {
                return try await telegram(
                    SendMessage(
                        chatID: conversation.chatID,
                        messageThreadID: conversation.messageThreadID,
                        text: part.text,
                        linkPreviewOptions: LinkPreviewOptions(isDisabled: true),
                        replyParameters: part.replyToMessageID.map {
                            ReplyParameters(messageID: $0, allowSendingWithoutReply: true)
                        },
                        replyMarkup: part.replyMarkup
                    )
                )
            } catch {
                try Task.checkCancellation()
                switch DeliveryFailure(error, isInTopic: conversation.messageThreadID != nil) {
                case .wait(let seconds):
                    logger.notice(
                        "Telegram asks to wait",
                        metadata: ["chat": "\(conversation.chatID)", "seconds": "\(seconds)"]
                    )
                    try await clock.sleep(for: .seconds(seconds))
                case .backOff(let reason):
                    let delay = backOff.delay(afterAttempt: attempt)
                    attempt += 1
                    logger.warning(
                        "answer not delivered, trying again",
                        metadata: ["chat": "\(conversation.chatID)", "attempt": "\(attempt)", "cause": "\(reason)"]
                    )
                    try await clock.sleep(for: delay)
                case .leaveTopic:
                    conversation.messageThreadID = nil
                case .migrate(let chatID):
                    logger.notice(
                        "group became a supergroup",
                        metadata: ["from": "\(conversation.chatID)", "to": "\(chatID)"]
                    )
                    try await database.migrate(chatID: conversation.chatID, to: chatID)
                    conversation.chatID = chatID
                case .giveUp(let reason):
                    logger.error(
                        "answer can't be delivered",
                        metadata: ["chat": "\(conversation.chatID)", "cause": "\(reason)"]
                    )
                    return nil
                }
            }
        }
    }
}
