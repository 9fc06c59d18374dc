/// A button under a message.
public struct InlineKeyboardButton: Codable, Sendable, Hashable {
    public var text: String
    /// What comes back in ``CallbackQuery/data``, 1–64 bytes.
    public var callbackData: String?
    public var url: String?

    /// - Parameters:
    ///   - text: What the button says.
    ///   - callbackData: What comes back when it is pressed, 1–64 bytes.
    public init(text: String, callbackData: String) {
        self.text = text
        self.callbackData = callbackData
    }

    /// - Parameters:
    ///   - text: What the button says.
    ///   - url: What opens when it is pressed.
    public init(text: String, url: String) {
        self.text = text
        self.url = url
    }

    enum CodingKeys: String, CodingKey {
        case text
        case callbackData = "callback_data"
        case url
    }
}
