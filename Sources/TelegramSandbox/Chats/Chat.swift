/// A chat as Telegram keeps it: who is in it, and its last messages.
///
/// A class, inside the sandbox's actor: as a value, a chat that is looked at while a message is added would be copied with all its messages.
final class Chat {
    struct Draft {
        enum Content {
            case text(FormattedText)
            case rich(RichMessage)
        }

        var id: Int64
        var content: Content
        var canStop: Bool
        /// On the sandbox's clock.
        var since: Duration
    }

    struct Action {
        var name: String
        var since: Duration
    }

    /// How long Telegram shows an action and a draft.
    static let actionLifetime = Duration.seconds(5)
    static let draftLifetime = Duration.seconds(30)

    let value: SandboxChat
    /// Its place among all chats, as they were made.
    let order: Int
    /// The people in it, without the bot.
    var members: Set<Int64>
    var isBotIn = true
    let instance: String
    /// Message threads by their id, and their names.
    var topics: [Int: String] = [:]
    private(set) var drafts: [Int: Draft] = [:]
    /// The ids of drafts that a message or Stop has ended.
    private var endedDrafts: Set<Int64> = []
    var actions: [Int: Action] = [:]
    /// How many messages the bot has written here so far.
    private(set) var botMessageCount = 0

    private var history: MessageHistory
    /// What the bot deleted, as it was last.
    private(set) var deleted: [StoredMessage] = []
    /// Its own, or those that it shares with other chats.
    private let ids: MessageIDs
    private let limit: Int

    init(_ chat: SandboxChat, order: Int, members: Set<Int64>, instance: String, ids: MessageIDs, limit: Int) {
        self.value = chat
        self.order = order
        self.members = members
        self.instance = instance
        self.ids = ids
        self.limit = limit
        history = MessageHistory(limit: limit)
    }

    var isForum: Bool { value.isForum }

    /// The id of a message that is about to come.
    func nextID() -> Int { ids.next() }

    func append(_ message: StoredMessage) {
        history.append(message)
        if message.isFromBot { botMessageCount += 1 }
    }

    /// Shows a draft; false where it is one that has ended before.
    func show(_ draft: Draft, threadID: Int?) -> Bool {
        drafts[threadID ?? 0] = draft
        return !endedDrafts.contains(draft.id)
    }

    /// - Returns: the draft that was shown.
    func endDraft(threadID: Int?) -> Draft? {
        guard let draft = drafts.removeValue(forKey: threadID ?? 0) else { return nil }
        // A bot of many days must not fill the memory.
        if endedDrafts.count >= limit { endedDrafts.removeAll() }
        endedDrafts.insert(draft.id)
        return draft
    }

    subscript(_ id: Int) -> StoredMessage? {
        get { history[id] }
        set { history[id] = newValue }
    }

    func delete(_ message: StoredMessage) {
        history[message.id] = nil
        deleted.append(message)
        if deleted.count > 2 * limit { deleted.removeFirst(deleted.count - limit) }
    }

    /// The messages with an id above `id` that are still there, oldest first.
    func messages(after id: Int) -> some Sequence<StoredMessage> { history.after(id) }

    /// The newest `limit` messages with an id below `id`, oldest first, and whether there are older ones.
    func newestMessages(_ limit: Int, before id: Int?) -> (messages: ArraySlice<StoredMessage>, more: Bool) {
        history.newest(limit, before: id)
    }

    /// The newest message that fits.
    func newest(where fits: (StoredMessage) -> Bool) -> StoredMessage? { history.newest(where: fits) }
}
