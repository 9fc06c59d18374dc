import NIOConcurrencyHelpers
import NIOCore

/// A browser's tab that the page is open in: what is still to be sent to it.
///
/// Nobody waits for a tab. What it has not taken in is kept within limits: of a draft and the like only the newest is kept, and a tab
/// that falls behind all the same is closed; it comes back and gets everything as it is then.
final class PageTab: Sendable {
    /// As many events are kept, and bytes.
    static let mostEvents = 1_000
    static let mostBytes = 4 * 1024 * 1024

    private struct State {
        var events: [PageEvent] = []
        var bytes = 0
        var isClosed = false
        var reader: CheckedContinuation<Void, Never>?
        var onClose: (@Sendable () -> Void)?

        mutating func close() -> (reader: CheckedContinuation<Void, Never>?, action: (@Sendable () -> Void)?) {
            isClosed = true
            events = []
            bytes = 0
            defer { (reader, onClose) = (nil, nil) }
            return (reader, onClose)
        }
    }

    private let state = NIOLockedValueBox(State())

    /// Runs `action` when the tab is closed, at once if it is.
    func onClose(_ action: @escaping @Sendable () -> Void) {
        let isClosed = state.withLockedValue { state in
            if !state.isClosed { state.onClose = action }
            return state.isClosed
        }
        if isClosed { action() }
    }

    /// Adds an event; false where the tab is closed, or is now since it has fallen behind.
    @discardableResult
    func add(_ event: PageEvent) -> Bool {
        let (reader, action, isOpen) = state.withLockedValue { state in
            guard !state.isClosed else { return (nil, nil, false) as Effects }
            if let subject = event.subject, let index = state.events.lastIndex(where: { $0.subject == subject }) {
                state.bytes -= state.events.remove(at: index).frame.readableBytes
            }
            state.events.append(event)
            state.bytes += event.frame.readableBytes
            // However large a scene is, one alone is no backlog.
            if state.events.count > Self.mostEvents || state.events.count > 2 && state.bytes > Self.mostBytes {
                let (reader, action) = state.close()
                return (reader, action, false)
            }
            defer { state.reader = nil }
            return (state.reader, nil, true)
        }
        reader?.resume()
        action?()
        return isOpen
    }

    /// Adds a sign of life where there is nothing else to send.
    func addHeartbeat() {
        let isQuiet = state.withLockedValue { $0.events.isEmpty && !$0.isClosed }
        if isQuiet { add(.heartbeat) }
    }

    /// Ends it; what has not been sent is dropped.
    func close() {
        let (reader, action) = state.withLockedValue { $0.close() }
        reader?.resume()
        action?()
    }

    /// All that is to be sent, waiting until there is something; nil once the tab is closed. For one reader.
    func next() async -> ByteBuffer? {
        while true {
            let (events, isClosed) = state.withLockedValue { state in
                defer { (state.events, state.bytes) = ([], 0) }
                return (state.events, state.isClosed)
            }
            if isClosed { return nil }
            if var buffer = events.first?.frame {
                for event in events.dropFirst() { buffer.writeImmutableBuffer(event.frame) }
                return buffer
            }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let isDue = state.withLockedValue { state in
                        guard state.events.isEmpty, !state.isClosed, !Task.isCancelled else { return true }
                        state.reader = continuation
                        return false
                    }
                    if isDue { continuation.resume() }
                }
            } onCancel: {
                close()
            }
            if Task.isCancelled { return nil }
        }
    }

    private typealias Effects = (
        reader: CheckedContinuation<Void, Never>?, action: (@Sendable () -> Void)?, isOpen: Bool
    )
}
