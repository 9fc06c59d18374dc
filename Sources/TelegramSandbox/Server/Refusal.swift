/// The reason why a call is not carried out, as Telegram puts it.
struct Refusal: Error, Hashable {
    var code: Int
    var description: String
    var retryAfter: Int?
    var migrateToChatID: Int64?

    static func badRequest(_ reason: String) -> Refusal {
        Refusal(code: 400, description: "Bad Request: " + reason)
    }

    static func forbidden(_ reason: String) -> Refusal {
        Refusal(code: 403, description: "Forbidden: " + reason)
    }

    static func conflict(_ reason: String) -> Refusal {
        Refusal(code: 409, description: "Conflict: " + reason)
    }

    static func tooManyRequests(retryAfter: Int) -> Refusal {
        Refusal(
            code: 429,
            description: "Too Many Requests: retry after \(retryAfter)",
            retryAfter: retryAfter
        )
    }

    static let unauthorized = Refusal(code: 401, description: "Unauthorized")
    static let notFound = Refusal(code: 404, description: "Not Found")
    static let methodNotAllowed = Refusal(code: 405, description: "Method Not Allowed")
    static let badGateway = Refusal(code: 502, description: "Bad Gateway")
    static let tooLarge = Refusal(code: 413, description: "Request Entity Too Large")

    /// Telegram's form of it.
    var json: JSON {
        var parameters: [JSON.Member] = []
        if let retryAfter { parameters.append(JSON.Member(name: "retry_after", value: .integer(retryAfter))) }
        if let migrateToChatID {
            parameters.append(JSON.Member(name: "migrate_to_chat_id", value: .integer(migrateToChatID)))
        }
        return [
            "ok": false,
            "error_code": .integer(code),
            "description": .string(description),
            "parameters": parameters.isEmpty ? nil : .object(parameters),
        ]
    }
}
