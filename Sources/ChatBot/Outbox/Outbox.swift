import Foundation
import Logging
import TelegramBotAPI

/// Sends what is stored for a turn, part by part, for as long as it takes.
///
/// A part is marked as sent before the next one goes out. One whose message exists already, as a preview, is a change of
/// that message and may be repeated. Where the connection breaks, or the bot dies, after a new message went out, Telegram can't tell
/// whether it arrived: it is looked for (``MessageSearch``), and sent again where it is not found: rather twice than never.
final class Outbox: Sendable {
    let sender: PartSender
    let oneTimeSender: OneTimeSender
    let database: Database
    let flood: FloodControl
    let richSupport: RichSupport
    let clock: any Clock<Duration>
    let backOff: BackOff
    let patience: Patience
    let logger: Logger

    init(
        sender: PartSender,
        oneTimeSender: OneTimeSender,
        database: Database,
        flood: FloodControl,
        richSupport: RichSupport,
        clock: any Clock<Duration>,
        backOff: BackOff,
        patience: Patience,
        logger: Logger
    ) {
        self.sender = sender
        self.oneTimeSender = oneTimeSender
        self.database = database
        self.flood = flood
        self.richSupport = richSupport
        self.clock = clock
        self.backOff = backOff
        self.patience = patience
        self.logger = logger
    }

    /// How often a message is sent that a server on the way to Telegram refuses: that may be its state, or the message.
    private static let mostAttempts = 10

    private enum Delivery {
        case sent
        /// That was the last part, and the turn is closed.
        case finished
        /// Other parts have taken its place.
        case replaced
        case impossible
        /// Nobody is there to be answered any more.
        case alone
    }

    /// Delivers all parts of a turn that are not sent yet, and closes the turn.
    ///
    /// - Parameter pending: A change of one of the messages that was still under way when the reply was complete. It may
    ///   arrive after ours, so that message is written once more when it is over.
    /// - Throws: ``DatabaseError`` that waiting can't mend, or `CancellationError`; the rest then goes out after the next start.
    func deliver(_ turn: Turn, after pending: PendingEdit? = nil) async throws {
        var conversation = try await patience { try await database.current(turn.incoming.conversation) }
        var outcome = try await deliverUnsent(of: turn, to: &conversation, changing: pending?.messageID)
        if let pending {
            await pending.end()
            outcome = try await deliverUnsent(of: turn, to: &conversation)
        }
        guard outcome != .finished else { return }
        let end: Turn.Outcome? = if case .sent = outcome { nil } else { .failed }
        try await patience { try await database.close(turn, as: end) }
    }

    /// - Parameter changing: A message that something else may still change. What it shows is not sent for good, so that it
    ///   is written again also where the bot is stopped before that is over.
    private func deliverUnsent(
        of turn: Turn,
        to conversation: inout ConversationID,
        changing: Int? = nil
    ) async throws -> Delivery {
        var last = -1
        while let stored = try await patience({ [last] in try await database.nextUnsentPart(of: turn, after: last) }) {
            guard let part = try? JSONDecoder().decode(Reply.Part.self, from: stored.content) else {
                logger.error(
                    "message can't be read, and is left out",
                    metadata: ["turn": "\(turn.id)", "part": "\(stored.number)"]
                )
                _ = try await patience {
                    try await database.markSent(part: stored.number, of: turn, messageID: stored.messageID)
                }
                continue
            }
            // What is received after the refusal was written by somebody who is there again.
            let time = database.now()
            let delivery = try await deliver(part, stored, of: turn, to: &conversation, changing: changing)
            switch delivery {
            case .sent:
                last = stored.number
            case .replaced:
                continue
            case .impossible, .finished:
                return delivery
            case .alone:
                // What else waits here would be generated for nobody.
                let chatID = conversation.chatID
                try await patience { try await database.closeTurns(ofChat: chatID, receivedBy: time) }
                return .alone
            }
        }
        return .sent
    }

    private func deliver(
        _ part: Reply.Part,
        _ stored: StoredPart,
        of turn: Turn,
        to conversation: inout ConversationID,
        changing: Int?
    ) async throws -> Delivery {
        var messageID = stored.messageID.flatMap { $0 > 0 ? $0 : nil }
        var attempt = 0
        var refusals = 0
        while true {
            do {
                let conversation = conversation
                let isFinished = try await flood.deliver(to: conversation.chatID, for: turn.incoming.personID) {
                    [messageID] in
                    try await bring(
                        part,
                        stored.number,
                        of: turn,
                        messageID: messageID,
                        to: conversation,
                        changing: changing,
                        closing: changing == nil
                    )
                }
                return isFinished ? .finished : .sent
            } catch let error as BotAPIError {
                try Task.checkCancellation()
                let chat: Logger.Metadata = ["chat": "\(conversation.chatID)"]
                if part.rich != nil { richSupport.note(error, in: conversation.chatID) }
                var failure = DeliveryFailure(
                    error,
                    isInTopic: conversation.messageThreadID != nil,
                    isRich: part.rich != nil
                )
                // One after the other: between them Telegram may be away for as long as it likes.
                refusals = error.isRefusalOfAnotherServer ? refusals + 1 : 0
                if case .backOff(let reason) = failure, refusals > Self.mostAttempts {
                    failure = .giveUp(reason: reason)
                }
                switch failure {
                case .wait(let seconds):
                    logger.notice("Telegram asks to wait", metadata: chat.adding("seconds", "\(seconds)"))
                    await flood.pause(conversation.chatID, for: .seconds(seconds))
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
                    // The messages of the group are not in the supergroup.
                    messageID = nil
                case .isAlone(let reason):
                    logger.notice("nobody is there to be answered", metadata: chat.adding("cause", reason))
                    return .alone
                case .sendAnew:
                    messageID = nil
                case .giveUp(let reason):
                    if let plainer = try await plainer(part, stored, of: turn) {
                        logger.warning("answer is refused, sending it plainer", metadata: chat.adding("cause", reason))
                        try await patience {
                            if plainer.isWhole {
                                try await database.replaceParts(of: turn, with: plainer.parts)
                            } else {
                                try await database.replace(part: stored.number, of: turn, with: plainer.parts)
                            }
                        }
                        return .replaced
                    }
                    if messageID != nil {
                        // There are more reasons for not changing a message than are known here.
                        logger.warning(
                            "message can't be changed, sending a new one",
                            metadata: chat.adding("cause", reason)
                        )
                        messageID = nil
                        continue
                    }
                    logger.error("answer can't be delivered", metadata: chat.adding("cause", reason))
                    return .impossible
                }
            }
        }
    }

    /// What is sent in the place of a part, and whether that is in the place of all the others as well.
    private func plainer(
        _ part: Reply.Part,
        _ stored: StoredPart,
        of turn: Turn
    ) async throws -> (parts: [Reply.Part], isWhole: Bool)? {
        guard var plainer = part.plainer else { return nil }
        guard part.rich != nil, stored.number == 0 else { return (plainer, false) }
        // The first rich message has the text of all of them.
        let others = try await patience { try await database.parts(of: turn) }
            .filter { $0.number > 0 }
            .compactMap { try? JSONDecoder().decode(Reply.Part.self, from: $0.content) }
        plainer[plainer.count - 1].replyMarkup = others.last { $0.rich != nil }?.replyMarkup ?? part.replyMarkup
        return (plainer + others.filter { $0.rich == nil && $0.isRetracted != true }, true)
    }
}

extension Logger.Metadata {
    fileprivate func adding(_ key: String, _ value: String) -> Logger.Metadata {
        merging([key: .string(value)]) { $1 }
    }
}
