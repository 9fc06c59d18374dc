import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// A server that answers as a test tells it to, with whatever bytes, or not at all.
final class ScriptedServer: Sendable {
    struct Request: Sendable {
        /// Counted from 0.
        var index: Int
        /// The last part of the path.
        var method: String
        var path: String
        /// The request line and the headers.
        var head: String
        var body: String
    }

    enum Answer: Sendable {
        case respond(status: Int = 200, headers: [String: String] = [:], body: String)
        /// These bytes, and then the end of the connection.
        case bytes([UInt8])
        /// These bytes, and then nothing until the client goes away.
        case bytesAndHold([UInt8])
        /// The end of the connection, without a word.
        case drop
        /// Nothing, until the client goes away.
        case hold

        static func result(_ json: String) -> Answer {
            .respond(body: #"{"ok":true,"result":\#(json)}"#)
        }

        static func refusal(_ code: Int, _ description: String, parameters: String = "{}") -> Answer {
            let body =
                #"{"ok":false,"error_code":\#(code),"description":"\#(description)","parameters":\#(parameters)}"#
            return .respond(status: code, body: body)
        }
    }

    let url: String
    private let log: NIOLockedValueBox<[Request]>

    var requests: [Request] { log.withLockedValue { $0 } }

    private init(port: Int, log: NIOLockedValueBox<[Request]>) {
        self.url = "http://127.0.0.1:\(port)"
        self.log = log
    }

    /// Runs a server while `body` runs.
    @discardableResult
    static func run<Result>(
        _ script: @escaping @Sendable (Request) async -> Answer,
        body: (ScriptedServer) async throws -> Result
    ) async throws -> Result {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let log = NIOLockedValueBox<[Request]>([])
        let server = ScriptedServer(port: channel.channel.localAddress?.port ?? 0, log: log)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await withThrowingDiscardingTaskGroup { connections in
                    try await channel.executeThenClose { clients in
                        for try await client in clients {
                            connections.addTask { try? await serve(client, script: script, log: log) }
                        }
                    }
                }
            }
            defer { group.cancelAll() }
            return try await body(server)
        }
    }

    private static func serve(
        _ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>,
        script: @escaping @Sendable (Request) async -> Answer,
        log: NIOLockedValueBox<[Request]>
    ) async throws {
        try await client.executeThenClose { inbound, outbound in
            var received = ByteBuffer()
            for try await bytes in inbound {
                // The first byte of a TLS handshake, which this server knows nothing of.
                if bytes.readableBytesView.first == 0x16 { return }
                received.writeImmutableBuffer(bytes)
                while var request = parse(&received) {
                    request = log.withLockedValue { requests in
                        request.index = requests.count
                        requests.append(request)
                        return request
                    }
                    switch await script(request) {
                    case .respond(let status, let headers, let body):
                        let lines = headers.map { "\($0): \($1)\r\n" }.joined()
                        let head = "HTTP/1.1 \(status) Scripted\r\n\(lines)content-length: \(body.utf8.count)\r\n\r\n"
                        try await outbound.write(ByteBuffer(string: head + body))
                    case .bytes(let bytes):
                        try await outbound.write(ByteBuffer(bytes: bytes))
                        return
                    case .bytesAndHold(let bytes):
                        try await outbound.write(ByteBuffer(bytes: bytes))
                    case .drop:
                        return
                    case .hold:
                        continue
                    }
                }
            }
        }
    }

    private static func parse(_ received: inout ByteBuffer) -> Request? {
        let text = String(buffer: received)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.split(separator: ":")[1].trimmingPrefix(" ")) }
        let body = text[end.upperBound...].utf8.prefix(length ?? 0)
        guard body.count == length ?? 0, let path = lines.first?.split(separator: " ").dropFirst().first else {
            return nil
        }
        received.moveReaderIndex(forwardBy: text[..<end.upperBound].utf8.count + body.count)
        return Request(
            index: 0,
            method: String(path.split(separator: "/").last ?? ""),
            path: String(path),
            head: String(text[..<end.lowerBound]),
            body: String(body) ?? ""
        )
    }
}
