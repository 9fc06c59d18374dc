import Synchronization
import TelegramBotAPI

/// Where rich messages are refused, so that they are not tried again and again.
final class RichSupport: Sendable {
    private struct State {
        /// The Bot API server does not know them.
        var isUnknown = false
        var refusedIn: Set<Int64> = []
    }

    private let state = Mutex(State())

    /// The format that a chat takes: the wanted one, or entities where that would be rich and is refused.
    func format(_ wanted: ReplyFormat, in chatID: Int64) -> ReplyFormat {
        guard wanted == .rich else { return wanted }
        return state.withLock { $0.isUnknown || $0.refusedIn.contains(chatID) } ? .entities : .rich
    }

    /// Notes how a rich message has failed. Only what is about rich messages at all counts.
    func note(_ error: BotAPIError, in chatID: Int64) {
        guard case .refused(let refusal) = error else { return }
        switch refusal.reason {
        case .notFound: state.withLock { $0.isUnknown = true }
        case .other where refusal.errorCode == 400: state.withLock { _ = $0.refusedIn.insert(chatID) }
        default: break
        }
    }
}
