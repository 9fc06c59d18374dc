import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// A client's connection, which is given one to the server.
final class ProxiedClient: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let serverPort: Int
    private let exchange: ProxiedExchange
    private var server: (any Channel)?

    init(serverPort: Int, log: RequestLog) {
        self.serverPort = serverPort
        exchange = ProxiedExchange(log: log)
    }

    func channelActive(context: ChannelHandlerContext) {
        let client = context.channel
        let exchange = exchange
        let bound = NIOLoopBound((self, context), eventLoop: client.eventLoop)
        // On the client's event loop, so that the two never meet in the middle of something.
        ClientBootstrap(group: client.eventLoop)
            .channelInitializer { server in
                server.eventLoop.makeCompletedFuture {
                    try server.pipeline.syncOperations.addHTTPClientHandlers()
                    try server.pipeline.syncOperations.addHandler(ProxiedServer(client: client, exchange: exchange))
                }
            }
            .connect(host: "127.0.0.1", port: serverPort)
            .whenComplete { result in
                let (handler, _) = bound.value
                switch result {
                case .success(let server) where client.isActive:
                    handler.server = server
                    client.setOption(.autoRead, value: true).whenSuccess { client.read() }
                case .success(let server): server.close(promise: nil)
                case .failure: client.close(promise: nil)
                }
            }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            exchange.begin(head)
            server?.write(HTTPClientRequestPart.head(head), promise: nil)
        case .body(let bytes):
            exchange.add(bytes)
            server?.write(HTTPClientRequestPart.body(.byteBuffer(bytes)), promise: nil)
        case .end(let trailers):
            exchange.sent()
            server?.writeAndFlush(HTTPClientRequestPart.end(trailers), promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        exchange.breakOff()
        server?.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

/// The connection to the server on behalf of a client.
final class ProxiedServer: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let client: any Channel
    private let exchange: ProxiedExchange

    init(client: any Channel, exchange: ProxiedExchange) {
        self.client = client
        self.exchange = exchange
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            exchange.answer(head)
            client.writeAndFlush(HTTPServerResponsePart.head(head), promise: nil)
        case .body(let bytes):
            exchange.answer(bytes)
            client.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(bytes)), promise: nil)
        case .end(let trailers):
            exchange.end()
            client.writeAndFlush(HTTPServerResponsePart.end(trailers), promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        exchange.breakOff()
        client.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
