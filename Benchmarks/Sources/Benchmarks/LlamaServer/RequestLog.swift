import Foundation
import Synchronization

/// What goes through a ``RecordingProxy``.
final class RequestLog: Sendable {
    private struct State {
        var requests: [ModelRequest] = []
        /// Of all kinds.
        var arrivals: [(name: String, time: ContinuousClock.Instant)] = []
        var open = 0
        var lastEnd = ContinuousClock.now
    }

    private let state = Mutex(State())

    /// Those that made a model read, in the order of their arrival.
    var requests: [ModelRequest] { state.withLock(\.requests) }

    /// The paths of all requests, and when they had arrived.
    var arrivals: [(name: String, time: ContinuousClock.Instant)] { state.withLock(\.arrivals) }

    /// - Returns: Its place among ``requests``; `nil` where it is of another kind.
    func begin(_ path: String, _ body: Data) -> Int? {
        state.withLock { state in
            state.open += 1
            state.arrivals.append((path, .now))
            guard ModelRequest.isRequested(by: path) else { return nil }
            state.requests.append(ModelRequest(path: path, body: body, began: .now))
            return state.requests.count - 1
        }
    }

    func change(_ number: Int?, _ change: (inout ModelRequest) -> Void) {
        guard let number else { return }
        state.withLock { change(&$0.requests[number]) }
    }

    /// - Parameter isComplete: Whether it was answered to the end.
    func end(_ number: Int?, isComplete: Bool) {
        state.withLock { state in
            state.open -= 1
            state.lastEnd = .now
            if let number, isComplete { state.requests[number].ended = .now }
        }
    }

    /// Waits until nothing has been asked for so long; whatever follows an answer by itself begins sooner.
    func waitUntilQuiet(for duration: Duration) async throws {
        while true {
            let rest = state.withLock { state in
                state.open > 0 ? duration : duration - state.lastEnd.duration(to: .now)
            }
            if rest <= .zero { return }
            try await Task.sleep(for: min(rest, .milliseconds(50)))
        }
    }
}
