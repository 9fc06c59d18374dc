import Foundation
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
    var pauses: FloodPauses
    var backOff: BackOff
    var patience: Patience
    var logger: Logger

    /// How long a message that is being sent when the bot is stopped may still take, so that it is known to be sent.
    private static let grace = Duration.seconds(3)

    private enum Delivery {
        case sent
        case impossible
        /// Nobody is there to be answered any more.
        case alone
    }

    /// Delivers all parts of a turn that are not sent yet, and closes the turn.
    ///
    /// - Throws: ``DatabaseError`` that waiting can't mend, or `CancellationError`; the rest then goes out after the next start.
    func deliver(_ turn: Turn) async throws {
        var conversation = try await patience { try await database.current(turn.incoming.conversation) }
        parts: for (number, content) in try await patience({ try await database.unsentParts(of: turn) }) {
            guard let part = try? JSONDecoder().decode(Reply.Part.self, from: content) else {
                logger.error(
                    "message can't be read, and is left out",
                    metadata: ["turn": "\(turn.id)", "part": "\(number)"]
                )
                continue
            }
            // What is received after the refusal was written by somebody who is there again.
            let time = database.now()
            switch try await deliver(part, number, of: turn, to: &conversation) {
            case .sent:
                continue
            case .impossible:
                break parts
            case .alone:
                // What else waits here would be generated for nobody.
                let chatID = conversation.chatID
                try await patience { try await database.closeTurns(ofChat: chatID, receivedBy: time) }
                break parts
            }
        }
        try await patience { try await database.close(turn) }
    }

    private func deliver(
        _ part: Reply.Part,
        _ number: Int,
        of turn: Turn,
        to conversation: inout ConversationID
    ) async throws -> Delivery {
        var attempt = 0
        while true {
            try await pauses.wait(for: conversation.chatID)
            do {
                try await send(part, number, of: turn, to: conversation)
                return .sent
            } catch let error as BotAPIError {
                try Task.checkCancellation()
                let chat: Logger.Metadata = ["chat": "\(conversation.chatID)"]
                switch DeliveryFailure(error, isInTopic: conversation.messageThreadID != nil) {
                case .wait(let seconds):
                    logger.notice("Telegram asks to wait", metadata: chat.adding("seconds", "\(seconds)"))
                    pauses.pause(conversation.chatID, for: .seconds(seconds))
                case .backOff(let reason):
                    logger.warning("answer not delivered, trying again", metadata: chat.adding("cause", reason))
                    try await clock.sleep(for: backOff.delay(afterAttempt: attempt))
                    attempt += 1
                case .leaveTopic:
                    conversation.messageThreadID = nil
                case .migrate(let chatID):
                    logger.notice("group became a supergroup", metadata: chat.adding("supergroup", "\(chatID)"))
                    let groupID = conversation.chatID
                    try await patience { try await database.migrate(chatID: groupID, to: chatID) }
                    conversation.chatID = chatID
                case .isAlone(let reason):
                    logger.notice("nobody is there to be answered", metadata: chat.adding("cause", reason))
                    return .alone
                case .giveUp(let reason):
                    logger.error("answer can't be delivered", metadata: chat.adding("cause", reason))
                    return .impossible
                }
            }
        }
    }

    /// Sends a message and notes it, both or none of them as far as that can be had.
    private func send(_ part: Reply.Part, _ number: Int, of turn: Turn, to conversation: ConversationID) async throws {
        let message = SendMessage(
            chatID: conversation.chatID,
            messageThreadID: conversation.messageThreadID,
            text: part.text,
            linkPreviewOptions: LinkPreviewOptions(isDisabled: true),
            replyParameters: part.replyToMessageID.map {
                ReplyParameters(messageID: $0, allowSendingWithoutReply: true)
            },
            replyMarkup: part.replyMarkup
        )
        try await withGrace(Self.grace, clock: clock) {
            let messageID: Int
            do {
                messageID = try await telegram(message).messageID
            } catch BotAPIError.unreadableResult(let method, let reason) {
                logger.warning(
                    "a message was sent, but not readably",
                    metadata: ["method": "\(method)", "cause": "\(reason)"]
                )
                messageID = 0
            }
            try await patience { try await database.markSent(part: number, of: turn, messageID: messageID) }
        }
    }
}

extension Logger.Metadata {
    fileprivate func adding(_ key: String, _ value: String) -> Logger.Metadata {
        merging([key: .string(value)]) { $1 }
    }
}
