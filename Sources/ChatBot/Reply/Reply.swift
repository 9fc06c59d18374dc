import TelegramBotAPI
import TelegramMarkdown

/// What the bot says to one turn: one message, or several where it is long.
struct Reply: Sendable, Hashable {
    /// One message to send.
    struct Part: Sendable, Hashable, Codable {
        var text: String
        var replyToMessageID: Int?
        var replyMarkup: InlineKeyboardMarkup?
    }

    var parts: [Part]

    /// - Parameters:
    ///   - text: Of any length; cut where it is too long for one message.
    ///   - incoming: What is answered.
    ///   - replyMarkup: The keyboard under the last message.
    init(_ text: String, to incoming: Incoming, replyMarkup: InlineKeyboardMarkup? = nil) {
        parts = FormattedText(text).split().map { Part(text: $0.text) }
        guard !parts.isEmpty else { return }
        parts[0].replyToMessageID = incoming.isInGroup ? incoming.messageID : nil
        parts[parts.count - 1].replyMarkup = replyMarkup
    }
}
