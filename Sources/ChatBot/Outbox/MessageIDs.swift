import Synchronization

/// The highest message ids that have been seen, so that it is known where a message must be of which Telegram has not said whether it
/// was sent.
///
/// Telegram counts the messages of all private chats and basic groups of an account together, and those of each supergroup and
/// channel by themselves ([MTProto, `message.id`](https://core.telegram.org/constructor/message)).
final class MessageIDs: Sendable {
    private struct Space: Hashable {
        /// `nil` for all private chats and basic groups.
        var supergroupID: Int64?

        init(_ chatID: Int64) {
            // Supergroups and channels have ids below this one (https://core.telegram.org/api/bots/ids).
            supergroupID = chatID < -1_000_000_000_000 ? chatID : nil
        }
    }

    private let highest = Mutex<[Space: Int]>([:])

    func note(_ messageID: Int, in chatID: Int64) {
        highest.withLock { $0[Space(chatID), default: 0] = max($0[Space(chatID), default: 0], messageID) }
    }

    /// The highest id among those that a new message in a chat is above of; 0 where none was seen.
    func highest(in chatID: Int64) -> Int {
        highest.withLock { $0[Space(chatID), default: 0] }
    }
}
