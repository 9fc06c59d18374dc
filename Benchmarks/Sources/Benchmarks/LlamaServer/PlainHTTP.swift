import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Requests without any bot around them.
enum PlainHTTP {
    struct Reply: Sendable {
        var status: Int
        var body: Data
    }

    /// For as long as the program runs; hundreds of requests may be open at once.
    static let client = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 2048
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    static func get(_ url: String) async throws -> Reply {
        try await reply(to: HTTPClientRequest(url: url))
    }

    static func post(_ json: Data, to url: String) async throws -> Reply {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: json))
        return try await reply(to: request)
    }

    private static func reply(to request: HTTPClientRequest) async throws -> Reply {
        let response = try await client.execute(request, timeout: .seconds(120))
        let body = try await response.body.collect(upTo: 1 << 24)
        return Reply(status: Int(response.status.code), body: Data(body.readableBytesView))
    }
}
