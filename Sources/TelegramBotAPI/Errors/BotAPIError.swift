/// Why a call to the Bot API did not succeed. No case holds the token or a URL with it.
public enum BotAPIError: Error, Sendable, Hashable {
    /// The server answered that it will not do it.
    case refused(Refusal)
    /// No answer came.
    case connection(ConnectionFailure)
    /// An answer came that is not of the Bot API's form.
    case malformedResponse(method: String, status: Int, reason: String)
    /// The server has done what was asked, but its result can't be read: to ask again would do it twice.
    case unreadableResult(method: String, reason: String)
    /// `TELEGRAM_API_URL` can't be used: what is wrong with it, without the URL itself, as it may hold a token.
    case invalidURL(String)
    /// The parameters could not be encoded.
    case encoding(method: String, reason: String)
    /// The task was cancelled.
    case cancelled
}

extension BotAPIError {
    /// The refusal, where that is what it was.
    public var refusal: Refusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }

    /// Whether the server does not know the token, which no waiting mends: 401, and where the token has not the form of one
    /// 404. A 404 counts only for `getMe` and `getUpdates`, which every server has.
    public var isUnknownToken: Bool {
        guard let refusal else { return false }
        let isEverywhere = [GetMe.name, GetUpdates.name].contains(refusal.method)
        return refusal.errorCode == 401 || (refusal.errorCode == 404 && isEverywhere)
    }
}

/// One line for a log.
extension BotAPIError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .refused(let refusal):
            "\(refusal.method) was refused: \(refusal.errorCode) \(refusal.description.onOneLine)"
        case .connection(let failure):
            "\(failure.method) got no answer: \(failure.reason)"
        case .malformedResponse(let method, let status, let reason):
            "\(method) got an answer (HTTP status \(status)) that is not the Bot API's: \(reason)"
        case .unreadableResult(let method, let reason):
            "\(method) succeeded, but its result can't be read: \(reason)"
        case .invalidURL(let reason):
            "the address of the Bot API server can't be used: \(reason)"
        case .encoding(let method, let reason):
            "\(method) could not be encoded: \(reason)"
        case .cancelled:
            "cancelled"
        }
    }
}
