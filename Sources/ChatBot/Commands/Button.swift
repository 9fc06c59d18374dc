import TelegramBotAPI

/// The inline buttons under the bot's messages. The raw value is the button's `callback_data`, at most 64 bytes.
///
/// Messages with these buttons stay in people's chats for years, so a raw value, once released, keeps its meaning.
enum Button: String, Sendable, Hashable, Codable {
    case resetContext = "reset"
    /// A button of another version of the bot: its query is answered, so that it stops spinning.
    case unknown = ""
}

extension InlineKeyboardMarkup {
    /// The keyboard under an answer.
    static func underAnswer(_ words: Words) -> InlineKeyboardMarkup {
        InlineKeyboardMarkup(inlineKeyboard: [
            [InlineKeyboardButton(text: words.resetContext, callbackData: Button.resetContext.rawValue)]
        ])
    }
}
