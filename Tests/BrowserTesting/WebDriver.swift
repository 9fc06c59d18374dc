import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Speaks W3C WebDriver: each command is an HTTP request, each answer `{"value": …}`.
struct WebDriver: Sendable {
    private struct Reply: Decodable {
        var value: JSONValue?
    }

    private static let largestReply = 64 * 1024 * 1024
    /// Above every time limit of the driver's own.
    private static let patience = TimeAmount.seconds(300)

    let url: String
    let http: HTTPClient

    @discardableResult
    func get(_ path: String) async throws -> JSONValue { try await send(.GET, path, nil) }

    @discardableResult
    func post(_ path: String, _ body: JSONValue = [:]) async throws -> JSONValue { try await send(.POST, path, body) }

    @discardableResult
    func delete(_ path: String) async throws -> JSONValue { try await send(.DELETE, path, nil) }

    private func send(_ method: HTTPMethod, _ path: String, _ body: JSONValue?) async throws -> JSONValue {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
            request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
        }
        let response = try await http.execute(request, timeout: Self.patience)
        let bytes = try await response.body.collect(upTo: Self.largestReply)
        let value = try JSONDecoder().decode(Reply.self, from: Data(bytes.readableBytesView)).value ?? .null
        guard response.status == .ok else {
            throw BrowserError.refused(
                code: value["error"].string ?? "\(response.status)",
                message: value["message"].string ?? ""
            )
        }
        return value
    }
}
