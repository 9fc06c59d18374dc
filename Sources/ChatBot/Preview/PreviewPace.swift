/// How fast previews may follow one another in a chat: slower after each refusal, quicker again when all goes well.
struct PreviewPace: Sendable, Hashable {
    /// The quickest, and what a chat begins with.
    let base: Duration
    let longest: Duration
    /// From the beginning of one preview to that of the next.
    private(set) var interval: Duration
    private var successes = 0

    /// So many previews in a row have to go well for the pace to become quicker.
    private static let successesNeeded = 5

    init(base: Duration, longest: Duration) {
        self.base = base
        self.longest = longest
        interval = base
    }

    mutating func wasRefused() {
        interval = min(longest, interval * 2)
        successes = 0
    }

    mutating func wentWell() {
        guard interval > base else { return }
        successes += 1
        guard successes == Self.successesNeeded else { return }
        interval = max(base, interval * 3 / 4)
        successes = 0
    }
}

extension PreviewPace {
    /// The field's experience with drafts; Telegram publishes no limit. The slowest keeps a draft from disappearing.
    static let draft = PreviewPace(base: .milliseconds(300), longest: .seconds(10))
    /// Edits count as messages: about one a second in a chat.
    static let privateEdit = PreviewPace(base: .milliseconds(1500), longest: .seconds(30))
    /// 20 a minute in a group.
    static let groupEdit = PreviewPace(base: .seconds(3), longest: .seconds(60))
}
