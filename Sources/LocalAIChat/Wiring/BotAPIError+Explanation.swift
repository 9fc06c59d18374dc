import TelegramBotAPI

extension BotAPIError {
    /// What went wrong, in a few words.
    var explanation: String {
        switch self {
        case .refused(let refusal): "\(refusal.errorCode) \(refusal.description)"
        case .connection(let failure): failure.reason
        case .malformedResponse(_, let status, let reason):
            "an answer that is none of the Bot API (status \(status), \(reason))"
        case .unreadableResult(_, let reason): "a result that can't be read (\(reason))"
        case .invalidURL: "TELEGRAM_API_URL can't be used"
        case .encoding(let method, let reason): "\(method) could not be encoded: \(reason)"
        case .cancelled: "cancelled"
        }
    }
}
