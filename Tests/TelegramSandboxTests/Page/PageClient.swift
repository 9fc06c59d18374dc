import AsyncHTTPClient
import NIOCore
import NIOHTTP1

@testable import TelegramSandbox

/// The least that a browser does with the page.
struct PageClient: Sendable {
    let http: HTTPClient
    /// With a slash at its end.
    let url: String

    struct Reply: Sendable {
        var status: Int
        var headers: HTTPHeaders
        var bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }
        var json: JSON { (try? JSONParser.parse(bytes)) ?? .null }
        var error: String? { json["error"]?.string }
    }

    struct Unexpected: Error {
        var reply: Reply
    }

    func request(
        _ path: String,
        _ verb: HTTPMethod = .GET,
        headers: [(String, String)] = [],
        body: String? = nil
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: url + path)
        request.method = verb
        request.headers = HTTPHeaders(headers)
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await http.execute(request, timeout: .seconds(60))
        let bytes = Array(buffer: try await response.body.collect(upTo: 64 * 1024 * 1024))
        return Reply(status: Int(response.status.code), headers: response.headers, bytes: bytes)
    }

    func post(_ action: String, _ parameters: JSON) async throws -> Reply {
        try await request(
            "page/\(action)",
            .POST,
            headers: [("Content-Type", "application/json")],
            body: parameters.text
        )
    }

    /// Does something, and expects it to be done.
    @discardableResult
    func result(_ action: String, _ parameters: JSON = [:]) async throws -> JSON {
        let reply = try await post(action, parameters)
        guard reply.status == 200 else { throw Unexpected(reply: reply) }
        return reply.json
    }

    /// Opens a tab.
    func events() async throws -> PageEvents {
        let response = try await http.execute(HTTPClientRequest(url: url + "page/events"), timeout: .seconds(60))
        guard response.status == .ok else {
            throw Unexpected(reply: Reply(status: Int(response.status.code), headers: response.headers, bytes: []))
        }
        return PageEvents(headers: response.headers, body: response.body.makeAsyncIterator())
    }
}

/// What a tab is told, in order.
struct PageEvents {
    struct Event: Hashable {
        var name: String
        var data: JSON
    }

    struct Ended: Error {}

    let headers: HTTPHeaders
    var body: HTTPClientResponse.Body.AsyncIterator
    private var buffer: [UInt8] = []
    /// Comments and the like.
    private(set) var others: [String] = []

    init(headers: HTTPHeaders, body: HTTPClientResponse.Body.AsyncIterator) {
        self.headers = headers
        self.body = body
    }

    /// The next event; with a name, the next one of that name.
    mutating func next(_ name: String? = nil) async throws -> Event {
        while true {
            while let end = frameEnd {
                let lines = String(decoding: buffer[..<end], as: UTF8.self).split(separator: "\n")
                buffer.removeFirst(end + 2)
                guard lines.count == 2, lines[0].hasPrefix("event: "), lines[1].hasPrefix("data: ") else {
                    others.append(lines.joined(separator: "\n"))
                    continue
                }
                let event = Event(
                    name: String(lines[0].dropFirst(7)),
                    data: try JSONParser.parse(String(lines[1].dropFirst(6)))
                )
                if name == nil || event.name == name { return event }
            }
            guard let part = try await body.next() else { throw Ended() }
            buffer += Array(buffer: part)
        }
    }

    private var frameEnd: Int? {
        buffer.indices.dropLast().first { buffer[$0] == 0x0A && buffer[$0 + 1] == 0x0A }
    }
}

/// A sandbox with a page, somebody who looks at it, and a bot that does only what the test says.
func withPage<Result: Sendable>(
    _ change: (inout SandboxConfiguration) -> Void = { _ in },
    isolation: isolated (any Actor)? = #isolation,
    _ body: (TelegramSandbox, PageClient, BotClient) async throws -> Result
) async throws -> Result {
    var configuration = SandboxConfiguration()
    configuration.page = PageConfiguration()
    change(&configuration)
    return try await withHTTP { http in
        try await TelegramSandbox.withSandbox(configuration) { sandbox, url in
            let page = PageClient(http: http, url: try await sandbox.pageURL() ?? "")
            return try await body(sandbox, page, BotClient(http: http, url: url, token: sandbox.botToken))
        }
    }
}
