import NIOCore
import NIOHTTP1

/// One connection of the scripted server: whole requests in, and the news that the client has gone.
final class ScriptedConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    enum Event: Sendable {
        case request(ScriptedLlamaServer.Request, any Channel)
        case closed(ObjectIdentifier)
    }

    private let report: @Sendable (Event) -> Void
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(report: @escaping @Sendable (Event) -> Void) {
        self.report = report
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.clear()
        case .body(var part):
            body.writeBuffer(&part)
        case .end:
            guard let head else { return }
            let parts = head.uri.split(separator: "?", maxSplits: 1)
            let request = ScriptedLlamaServer.Request(
                method: head.method.rawValue,
                path: parts.first.map(String.init) ?? "/",
                query: parts.dropFirst().first.map(String.init),
                headers: head.headers.map { ($0.name.lowercased(), $0.value) },
                body: String(buffer: body)
            )
            report(.request(request, context.channel))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        report(.closed(ObjectIdentifier(context.channel)))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
