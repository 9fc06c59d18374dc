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
    /// No sending again will help.
    case giveUp(reason: String)

    init(_ error: BotAPIError, isInTopic: Bool) {
        switch error {
        case .refused(let refusal): self.init(refusal, isInTopic: isInTopic)
        case .connection, .malformedResponse, .cancelled: self = .backOff(reason: "\(error)")
        case .invalidURL, .encoding: self = .giveUp(reason: "\(error)")
        }
    }

    private init(_ refusal: Refusal, isInTopic: Bool) {
        let description = refusal.description.lowercased()
        if let chatID = refusal.migrateToChatID {
            self = .migrate(to: chatID)
        } else if let seconds = refusal.retryAfter {
            self = .wait(seconds: max(1, seconds))
        } else if refusal.errorCode == 429 || refusal.errorCode >= 500 || [401, 404, 409].contains(refusal.errorCode) {
            // A token that is no longer good ends the bot elsewhere; until then nothing is thrown away.
            self = .backOff(reason: refusal.description)
        } else if isInTopic, description.contains("message thread not found") {
            self = .leaveTopic
        } else {
            self = .giveUp(reason: refusal.description)
        }
    }
}
