import NIOConcurrencyHelpers
import TelegramBotAPI

/// Calls of whatever sort, which go as a test has told, and what was made of them.
final class CallRecorder: Sendable {
    private struct State {
        var calls: [String] = []
        var refusals: [String: [Int?]] = [:]
    }

    private let state: NIOLockedValueBox<State>

    /// - Parameter refusals: The `retry_after` of the 429s with which a call is answered before it succeeds.
    init(refusals: [String: [Int?]] = [:]) {
        state = NIOLockedValueBox(State(refusals: refusals))
    }

    var calls: [String] { state.withLockedValue(\.calls) }

    /// - Returns: The name of the call.
    func callAsFunction(_ name: String) throws -> String {
        let refusal: Int?? = state.withLockedValue { state in
            state.calls.append(name)
            guard let next = state.refusals[name], !next.isEmpty else { return .none }
            return .some(state.refusals[name]?.removeFirst() ?? nil)
        }
        if let refusal { throw Self.refusal(retryAfter: refusal) }
        return name
    }

    static func refusal(retryAfter: Int?) -> BotAPIError {
        .refused(Refusal(method: "sendMessage", errorCode: 429, description: "Too Many", retryAfter: retryAfter))
    }
}

/// Something that stays closed until a test opens it.
struct Gate: Sendable {
    private let stream: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func open() {
        continuation.finish()
    }

    /// Waits until the gate is open; a cancelled task passes.
    func pass() async {
        for await _ in stream {}
    }
}
