import Foundation

/// A whole answer of a server to one request.
struct ServerReply: Sendable {
    var status: Int
    var server: String?
    var contentType: String?
    var body: Data

    init(status: Int, server: String? = nil, contentType: String? = nil, body: Data) {
        self.status = status
        self.server = server
        self.contentType = contentType
        self.body = body
    }

    var json: JSONValue? { JSONValue(body) }

    var text: String { String(decoding: body, as: UTF8.self) }
}
