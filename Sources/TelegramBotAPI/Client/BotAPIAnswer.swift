import Foundation

/// What a Bot API server answered, not yet decoded.
struct BotAPIAnswer: Sendable {
    let method: String
    let status: Int
    let retryAfterHeader: String?
    let body: JSONSlicer.Bytes
    let token: BotToken

    /// The JSON of `result`.
    ///
    /// - Throws: ``BotAPIError/refused(_:)`` or ``BotAPIError/malformedResponse(method:status:reason:)``.
    func result() throws(BotAPIError) -> JSONSlicer.Bytes {
        guard let members = JSONSlicer.members(of: body) else { throw malformed(sightOfBody) }
        func member(_ name: String) -> JSONSlicer.Bytes? { members.last { $0.name == name }?.value }

        switch member("ok").flatMap({ try? JSONDecoder.decode(Bool.self, slice: $0) }) {
        case true:
            guard let result = member("result") else { throw malformed("result is missing") }
            return result
        case false:
            throw .refused(refusal(member))
        case nil:
            throw malformed("ok is missing")
        }
    }

    func malformed(_ reason: String) -> BotAPIError {
        .malformedResponse(method: method, status: status, reason: reason)
    }

    private func refusal(_ member: (String) -> JSONSlicer.Bytes?) -> Refusal {
        func value<Value: Decodable>(_ name: String) -> Value? {
            member(name).flatMap { try? JSONDecoder.decode(Value.self, slice: $0) }
        }
        let description: String = value("description") ?? "(no description)"
        let parameters: Parameters? = value("parameters")
        return Refusal(
            method: method,
            errorCode: value("error_code") ?? status,
            description: String(token.redacted(description).prefix(500)),
            retryAfter: parameters?.retryAfter ?? retryAfterHeader.flatMap { Int($0) },
            migrateToChatID: parameters?.migrateToChatID
        )
    }

    /// How a body that is not the Bot API's looks, as far as that helps to see whose it is.
    private var sightOfBody: String {
        if (300...399).contains(status) { return "it points to another address" }
        if body.isEmpty { return "it is empty" }
        // Redacted before it is cut, so that no half of a token is left at the end.
        let text = token.redacted(String(decoding: body.prefix(4096), as: UTF8.self)).onOneLine
        let start = text.split(separator: " ").joined(separator: " ").prefix(100)
        // A broken piece of JSON may be full of what people wrote.
        if start.hasPrefix("{") || start.hasPrefix("[") { return "it is not a whole JSON object" }
        return "it is not a JSON object, but begins with “\(start)”"
    }

    private struct Parameters: Decodable {
        var retryAfter: Int?
        var migrateToChatID: Int64?

        enum CodingKeys: String, CodingKey {
            case retryAfter = "retry_after"
            case migrateToChatID = "migrate_to_chat_id"
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            retryAfter = fields.lenient(.retryAfter)
            migrateToChatID = fields.lenient(.migrateToChatID)
        }
    }
}
