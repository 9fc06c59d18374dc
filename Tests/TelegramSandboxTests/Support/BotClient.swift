import AsyncHTTPClient
import NIOCore
import NIOHTTP1

@testable import TelegramSandbox

/// The least that a bot needs: calls methods over HTTP as any library does.
struct BotClient: Sendable {
    struct Reply: Sendable {
        var status: Int
        var headers: HTTPHeaders
        var text: String

        var json: JSON { (try? JSONParser.parse(text)) ?? .null }
        var result: JSON { json["result"] ?? .null }
        var error: String? { json["description"]?.string }
    }

    let http: HTTPClient
    let url: String
    let token: String

    func call(_ method: String, _ parameters: JSON = [:]) async throws -> Reply {
        try await send(path: "/bot\(token)/\(method)", type: "application/json", body: parameters.text)
    }

    /// Calls a method, and expects it to be carried out.
    @discardableResult
    func result(_ method: String, _ parameters: JSON = [:]) async throws -> JSON {
        let reply = try await call(method, parameters)
        guard reply.json["ok"] == true, reply.status == 200 else { throw Unexpected(reply: reply) }
        return reply.result
    }

    func send(path: String, verb: HTTPMethod = .POST, type: String? = nil, body: String? = nil) async throws -> Reply {
        var request = HTTPClientRequest(url: url + path)
        request.method = verb
        if let type { request.headers.add(name: "Content-Type", value: type) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await http.execute(request, timeout: .seconds(60))
        let text = String(buffer: try await response.body.collect(upTo: 50 * 1024 * 1024))
        return Reply(status: Int(response.status.code), headers: response.headers, text: text)
    }

    struct Unexpected: Error {
        var reply: Reply
    }
}

/// A client that opens as many connections as are asked for.
func withHTTP<Result: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (HTTPClient) async throws -> Result
) async throws -> Result {
    var settings = HTTPClient.Configuration()
    settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 300
    // A test that drops a connection wants to hear of it.
    settings.connectionPool.retryConnectionEstablishment = false
    let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
    do {
        let result = try await body(http)
        try await http.shutdown()
        return result
    } catch {
        try? await http.shutdown()
        throw error
    }
}

/// A sandbox, with a bot that does only what the test says.
func withBot<Result: Sendable>(
    _ configuration: SandboxConfiguration = SandboxConfiguration(),
    isolation: isolated (any Actor)? = #isolation,
    _ body: (TelegramSandbox, BotClient) async throws -> Result
) async throws -> Result {
    try await withHTTP { http in
        try await TelegramSandbox.withSandbox(configuration) { sandbox, url in
            try await body(sandbox, BotClient(http: http, url: url, token: sandbox.botToken))
        }
    }
}
