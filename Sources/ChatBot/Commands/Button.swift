import TelegramBotAPI

/// The inline buttons under the bot's messages. The raw value is the button's `callback_data`, at most 64 bytes.
///
/// Messages with these buttons stay in people's chats for years, so a raw value, once released, keeps its meaning.
enum Button: RawRepresentable, Sendable, Hashable, Codable {
    case resetContext
    /// Ends the answer of a turn.
    case stop(turnID: Int64)
    /// Takes back what waits for the LLaMA server.
    case takeBack
    /// A button of another version of the bot: its query is answered, so that it stops spinning.
    case unknown

    init(rawValue: String) {
        let words = rawValue.split(separator: ":", omittingEmptySubsequences: false)
        switch (words.first, words.count) {
        case ("reset", 1): self = .resetContext
        case ("stop", 2): self = Int64(words[1]).map { .stop(turnID: $0) } ?? .unknown
        case ("cancel", 1): self = .takeBack
        default: self = .unknown
        }
    }

    var rawValue: String {
        switch self {
        case .resetContext: "reset"
        case .stop(let turnID): "stop:\(turnID)"
        case .takeBack: "cancel"
        case .unknown: ""
        }
    }
}

extension InlineKeyboardMarkup {
    /// The keyboard under an answer.
    static func underAnswer(_ words: Words) -> InlineKeyboardMarkup {
        InlineKeyboardMarkup(words.resetContext, .resetContext)
    }

    /// The keyboard under an answer that is still written.
    static func underPreview(of turn: Turn, _ words: Words) -> InlineKeyboardMarkup {
        InlineKeyboardMarkup(words.stop, .stop(turnID: turn.id))
    }

    /// The keyboard under the word that an answer will be late.
    static func underNotice(_ words: Words) -> InlineKeyboardMarkup {
        InlineKeyboardMarkup(words.takeBack, .takeBack)
    }

    private init(_ text: String, _ button: Button) {
        self.init(inlineKeyboard: [[InlineKeyboardButton(text: text, callbackData: button.rawValue)]])
    }
}
