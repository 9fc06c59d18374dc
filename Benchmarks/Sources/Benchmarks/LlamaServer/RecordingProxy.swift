import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// Stands between a client and a LLaMA server, passes everything on as it comes, and notes what is read for what.
///
/// A connection that one side closes is closed to the other at once, since that is how answers are cancelled.
struct RecordingProxy: Sendable {
    var url: String
    var log: RequestLog

    /// Serves on a free port while `body` runs.
    static func run<R: Sendable>(
        before server: String,
        _ body: (RecordingProxy) async throws -> R
    ) async throws -> R {
        guard let port = URL(string: server)?.port else { throw BenchmarkFailure("\(server) has no port") }
        let log = RequestLog()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { client in
                client.eventLoop.makeCompletedFuture {
                    // Without the pipelining assistance, which stops reading and would not see the client go.
                    try client.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false)
                    try client.pipeline.syncOperations.addHandler(ProxiedClient(serverPort: port, log: log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result<R, any Error>
        do {
            let url = "http://127.0.0.1:\(channel.localAddress?.port ?? 0)"
            result = .success(try await body(RecordingProxy(url: url, log: log)))
        } catch {
            result = .failure(error)
        }
        try await channel.close()
        return try result.get()
    }
}
