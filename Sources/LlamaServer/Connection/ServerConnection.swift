import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Requests to one server: its address and key, and transport errors as errors of ours.
struct ServerConnection: Sendable {
    let url: ServerURL
    let apiKey: String?
    let httpClient: HTTPClient
    let clock: any Clock<Duration>

    /// A small question, with its whole answer.
    ///
    /// - Parameter limit: The longest silence.
    func reply(
        _ method: HTTPMethod,
        _ path: String,
        body: Data? = nil,
        limit: Duration
    ) async throws -> ServerReply {
        try await withSilenceLimit(limit, clock: clock) { heard in
            let response = try await send(method, path, body: body)
            heard(.answer)
            return try await wholeReply(response) { heard(.answer) }
        }
    }

    /// Sends a request; the body of the response is still to come.
    func send(_ method: HTTPMethod, _ path: String, body: Data?) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url.base + path)
        request.method = method
        // A connection for each request: one that is kept can be closed by the server in the moment in which it is used again. llama-server and
        // llama-cpp-python were seen to do so without a word of it, the latter after each answer that failed.
        request.headers.add(name: "Connection", value: "close")
        request.headers.add(name: "Accept", value: "application/json, text/event-stream")
        if let apiKey { request.headers.add(name: "Authorization", value: "Bearer \(apiKey)") }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: body))
        }
        do {
            return try await httpClient.execute(request, deadline: .distantFuture)
        } catch {
            try Task.checkCancellation()
            throw LlamaServerError(beforeAnswer: error)
        }
    }

    /// Collects a response up to a size that no honest answer has; the rest is not read.
    func wholeReply(
        _ response: HTTPClientResponse,
        limit: Int = 4 << 20,
        heard: @Sendable () -> Void
    ) async throws -> ServerReply {
        var body = ByteBuffer()
        do {
            for try await part in response.body {
                heard()
                body.writeImmutableBuffer(part)
                if body.readableBytes > limit { break }
            }
        } catch {
            try Task.checkCancellation()
            throw LlamaServerError(duringAnswer: error)
        }
        return ServerReply(
            status: Int(response.status.code),
            server: response.headers.first(name: "server"),
            contentType: response.headers.first(name: "content-type"),
            body: Data(buffer: body)
        )
    }
}
