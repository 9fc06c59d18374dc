import Synchronization

/// The message ids that have been seen, so that it is known where a message must be of which Telegram has not said whether it was sent.
///
/// Telegram counts the messages of all private chats and basic groups of an account together, and those of each supergroup and
/// channel by themselves ([MTProto, `message.id`](https://core.telegram.org/constructor/message)).
final class MessageIDs: Sendable {
    /// A group of chats whose messages are counted together.
    enum Space: Sendable, Hashable {
        case account
        case supergroup(Int64)

        init(_ chatID: Int64) {
            self = chatID < Self.supergroups ? .supergroup(chatID) : .account
        }

        /// As it is kept.
        var id: Int64 {
            switch self {
            case .account: 0
            case .supergroup(let chatID): chatID
            }
        }

        /// Supergroups and channels have ids below this one (https://core.telegram.org/api/bots/ids).
        static let supergroups: Int64 = -1_000_000_000_000
    }

    private struct Seen {
        var highest = 0
        /// The newest of them, and in what order they were seen.
        var recent: Set<Int> = []
        var order: ArraySlice<Int> = []
    }

    /// How many ids are remembered of chats that are counted together.
    private static let memory = 1000

    private let seen: Mutex<[Space: Seen]>

    /// - Parameter highest: The highest ids that are known from before a restart.
    init(highest: [Space: Int] = [:]) {
        seen = Mutex(highest.mapValues { Seen(highest: $0) })
    }

    /// Notes a message of whomever.
    func note(_ messageID: Int, in chatID: Int64) {
        seen.withLock { spaces in
            var space = spaces.removeValue(forKey: Space(chatID)) ?? Seen()
            defer { spaces[Space(chatID)] = space }
            space.highest = max(space.highest, messageID)
            guard space.recent.insert(messageID).inserted else { return }
            space.order.append(messageID)
            if space.order.count > Self.memory { space.recent.remove(space.order.removeFirst()) }
        }
    }

    /// The highest id among those that a new message in a chat is above of; 0 where none was seen.
    func highest(in chatID: Int64) -> Int {
        seen.withLock { $0[Space(chatID)]?.highest ?? 0 }
    }

    /// The next ids above one that were not seen.
    ///
    /// - Parameters:
    ///   - count: How many at most. There are less where nothing is known to be so high.
    func unseen(above floor: Int, in chatID: Int64, count: Int) -> [Int] {
        seen.withLock { spaces in
            let space = spaces[Space(chatID)] ?? Seen()
            let end = max(floor, space.highest) + count
            return Array((floor + 1...end).lazy.filter { !space.recent.contains($0) }.prefix(count))
        }
    }
}
