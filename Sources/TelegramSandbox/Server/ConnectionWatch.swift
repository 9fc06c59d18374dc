import NIOConcurrencyHelpers
import NIOCore

/// Tells the call under way on a connection that its caller has gone.
///
/// Hummingbird leaves a connection open whose other side has only closed its half, so a bot that was stopped in a long poll would go
/// unnoticed. No Bot API client closes one half and reads on.
final class ConnectionWatch: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = NIOAny

    private struct State {
        var isClosed = false
        var onClose: (@Sendable () -> Void)?
    }

    private let state = NIOLockedValueBox(State())

    /// Runs `action` when the connection closes, at once if it has; replaces the one before it.
    func onClose(_ action: (@Sendable () -> Void)?) {
        let isClosed = state.withLockedValue { state in
            state.onClose = action
            return state.isClosed
        }
        if isClosed { action?() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        context.fireUserInboundEventTriggered(event)
        if let event = event as? ChannelEvent, event == .inputClosed {
            closed()
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        closed()
        context.fireChannelInactive()
    }

    private func closed() {
        let action = state.withLockedValue { state in
            state.isClosed = true
            defer { state.onClose = nil }
            return state.onClose
        }
        action?()
    }
}
