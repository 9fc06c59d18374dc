/// Failures to fetch updates, as far as they are treated or told differently.
enum FailureSort: Sendable, Hashable {
    case connection
    case malformedResponse
    case conflict
    case floodControl
    case serverError
    case refused(errorCode: Int)
    /// It can't pass by itself: the token is wrong, or the request can't even be made.
    case hopeless

    /// - Returns: `nil` where the task was cancelled, which is no failure.
    init?(_ error: BotAPIError) {
        switch error {
        case .cancelled: return nil
        case .connection: self = .connection
        case .malformedResponse, .unreadableResult: self = .malformedResponse
        case .invalidURL, .encoding: self = .hopeless
        case .refused where error.isUnknownToken: self = .hopeless
        case .refused(let refusal):
            switch refusal.reason {
            case .conflict: self = .conflict
            case .floodControl: self = .floodControl
            case .serverError: self = .serverError
            default: self = .refused(errorCode: refusal.errorCode)
            }
        }
    }
}
