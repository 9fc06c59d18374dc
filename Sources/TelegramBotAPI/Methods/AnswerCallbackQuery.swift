/// Ends the spinning of a button, with a word to the person if wanted.
public struct AnswerCallbackQuery: BotAPIMethod {
    public typealias Result = Bool
    public static let name = "answerCallbackQuery"

    public var callbackQueryID: String
    /// Up to 200 characters.
    public var text: String?
    /// Whether the text must be closed by the person, instead of passing by itself.
    public var showAlert: Bool?

    public init(callbackQueryID: String, text: String? = nil, showAlert: Bool? = nil) {
        self.callbackQueryID = callbackQueryID
        self.text = text
        self.showAlert = showAlert
    }

    enum CodingKeys: String, CodingKey {
        case callbackQueryID = "callback_query_id"
        case text
        case showAlert = "show_alert"
    }
}
