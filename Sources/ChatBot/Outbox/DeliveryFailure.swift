import TelegramBotAPI

/// What a message that could not be sent asks for.
enum DeliveryFailure: Sendable, Equatable {
    /// Wait for exactly as long as Telegram says, then send it again.
    case wait(seconds: Int)
    /// Wait for ever longer, then send it again: the network or Telegram is in trouble.
    case backOff(reason: String)
    /// The topic is gone: send it to the chat itself.
    case leaveTopic
    /// The group has become a supergroup: send it there.
    case migrate(to: Int64)
    /// Nobody is there to be answered any more: the bot is blocked or was removed, or the chat is gone.
    case isAlone(reason: String)
    /// The message that was to be changed is gone, or can't be changed any more: send it as a new one.
    case sendAnew
    /// No sending again will help.
    case giveUp(reason: String)

    /// The longest that a single wait may take; a server that asks for more is asked again then.
    private static let longestWait = 24 * 3600

    /// - Parameters:
    ///   - isInTopic: Whether it was sent to a topic of the chat.
    ///   - isRich: Whether it was a rich message, which an older Bot API server does not know.
    init(_ error: BotAPIError, isInTopic: Bool, isRich: Bool = false) {
        switch error {
        case .refused(let refusal) where isRich && refusal.reason == .notFound:
            self = .giveUp(reason: refusal.description)
        case .refused(let refusal): self.init(refusal, isInTopic: isInTopic)
        case .connection, .malformedResponse, .cancelled: self = .backOff(reason: "\(error)")
        case .unreadableResult: self = .giveUp(reason: "\(error)")
        case .invalidURL, .encoding: self = .giveUp(reason: "\(error)")
        }
    }

    private init(_ refusal: Refusal, isInTopic: Bool) {
        if let chatID = refusal.migrateToChatID {
            self = .migrate(to: chatID)
            return
        }
        if let seconds = refusal.retryAfter {
            self = .wait(seconds: min(max(1, seconds), Self.longestWait))
            return
        }
        switch refusal.reason {
        // A token that is no longer good ends the bot elsewhere; until then nothing is thrown away.
        case .floodControl, .serverError, .unauthorized, .notFound, .conflict:
            self = .backOff(reason: refusal.description)
        case .messageThreadNotFound where isInTopic:
            self = .leaveTopic
        case .messageToEditNotFound, .messageCannotBeEdited:
            self = .sendAnew
        case .blocked, .chatNotFound:
            self = .isAlone(reason: refusal.description)
        default:
            self = .giveUp(reason: refusal.description)
        }
    }
}
