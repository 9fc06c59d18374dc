import TelegramBotAPI
import TelegramMarkdown

/// What the bot says to one turn: one message, or several where it is long.
struct Reply: Sendable, Hashable {
    var parts: [Part]

    /// - Parameters:
    ///   - text: Of any length; cut where it is too long for one message.
    ///   - incoming: What is answered.
    init(_ text: String, to incoming: Incoming) {
        self.init(FormattedText(text).split().map { Part($0) }, to: incoming)
    }

    /// - Parameters:
    ///   - parts: The messages, without keyboard and without what they reply to.
    ///   - incoming: What is answered.
    ///   - replyMarkup: The keyboard under the last message.
    init(_ parts: [Part], to incoming: Incoming, replyMarkup: InlineKeyboardMarkup? = nil) {
        self.parts = parts
        guard !parts.isEmpty else { return }
        self.parts[0].replyToMessageID = incoming.isInGroup ? incoming.messageID : nil
        self.parts[parts.count - 1].replyMarkup = replyMarkup
    }
}
