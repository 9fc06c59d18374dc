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

    /// Consecutive messages from `firstID` on; nil where one was deleted.
    private var messages: [StoredMessage?] = []
    private var firstID = 1
    private let limit: Int

    init(_ chat: SandboxChat, members: Set<Int64>, instance: String, limit: Int) {
        self.value = chat
        self.members = members
        self.instance = instance
        self.limit = limit
    }

    var isForum: Bool { value.isForum }

    var nextID: Int { firstID + messages.count }

    func append(_ message: StoredMessage) {
        messages.append(message)
        if message.isFromBot { botMessageCount += 1 }
        // Half of them at once, so that a long run does not move the rest at every message.
        if messages.count > 2 * limit {
            let surplus = messages.count - limit
            messages.removeFirst(surplus)
            firstID += surplus
        }
    }

    /// Shows a draft; false where it is one that has ended before.
    func show(_ draft: Draft, threadID: Int?) -> Bool {
        drafts[threadID ?? 0] = draft
        return !endedDrafts.contains(draft.id)
    }

    func endDraft(threadID: Int?) {
        guard let draft = drafts.removeValue(forKey: threadID ?? 0) else { return }
        // A bot of many days must not fill the memory.
        if endedDrafts.count >= limit { endedDrafts.removeAll() }
        endedDrafts.insert(draft.id)
    }

    subscript(_ id: Int) -> StoredMessage? {
        get {
            let index = id - firstID
            return messages.indices.contains(index) ? messages[index] : nil
        }
        set {
            let index = id - firstID
            if messages.indices.contains(index) { messages[index] = newValue }
        }
    }

    /// The messages with an id above `id` that are still there, oldest first.
    func messages(after id: Int) -> some Sequence<StoredMessage> {
        messages[min(max(0, id + 1 - firstID), messages.count)...].lazy.compactMap { $0 }
    }

    /// The newest message that fits.
    func newest(where fits: (StoredMessage) -> Bool) -> StoredMessage? {
        messages.last { $0.map(fits) ?? false } ?? nil
    }
}
