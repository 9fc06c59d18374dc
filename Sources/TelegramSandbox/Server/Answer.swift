/// What goes back over HTTP.
enum Answer: Sendable {
    case json(status: Int, text: String, retryAfter: Int? = nil)
    case text(status: Int, type: String, body: String)
    /// No answer: the connection is closed.
    case dropped

    static func result(_ text: String) -> Answer {
        .json(status: 200, text: #"{"ok":true,"result":"# + text + "}")
    }

    static func refusal(_ refusal: Refusal) -> Answer {
        .json(status: refusal.code, text: refusal.json.text, retryAfter: refusal.retryAfter)
    }

    /// The HTTP status; 0 where there is no answer.
    var status: Int {
        switch self {
        case .json(let status, _, _), .text(let status, _, _): status
        case .dropped: 0
        }
    }
}
