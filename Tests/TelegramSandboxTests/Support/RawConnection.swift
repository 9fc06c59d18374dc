import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A connection of a bot that is about to be killed: what it sends is up to the test, and it reads nothing.
struct RawConnection {
    /// What the other side hears of a process that was killed.
    enum Death: CaseIterable, Sendable {
        /// FIN: all that had come was read.
        case end
        /// RST: something was not.
        case reset
    }

    private let channel: any Channel

    init(to url: String) async throws {
        let parts = url.dropFirst("http://".count).split(separator: ":")
        channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.autoRead, value: false)
            .connect(host: String(parts[0]), port: Int(parts[1]) ?? 0)
            .get()
    }

    func write(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    func die(_ death: Death) async throws {
        if death == .reset, let options = channel as? any SocketOptionProvider {
            try await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try await channel.close()
    }
}

extension BotClient {
    /// A call as it goes over the wire.
    ///
    /// - Parameter sent: how many bytes of the body; nil: all.
    func request(_ method: String, type: String = "application/json", body: String, sent: Int? = nil) -> String {
        "POST /bot\(token)/\(method) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n"
            + String(decoding: body.utf8.prefix(sent ?? body.utf8.count), as: UTF8.self)
    }
}
