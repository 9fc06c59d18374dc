/// How much a bot may send before Telegram makes it wait.
///
/// Messages, their edits and deletions of keyboards count together, and drafts by themselves; chat actions and answers to buttons do not.
/// Telegram publishes no exact numbers; these are what its FAQ and those who ran into them say.
public struct FloodLimits: Sendable, Hashable {
    /// How fast drafts may follow each other.
    public struct DraftLimit: Sendable, Hashable {
        /// The time for each draft.
        public var interval: Duration
        /// How many may come at once after a time without any.
        public var burst: Int

        public init(interval: Duration = .milliseconds(300), burst: Int = 3) {
            self.interval = interval
            self.burst = burst
        }
    }

    /// Messages in any one chat within a second.
    public var perChatPerSecond: Int?
    /// Messages in any one group within a minute.
    public var perGroupPerMinute: Int?
    /// Messages in all chats together within a second.
    public var overallPerSecond: Int?
    /// Drafts in any one chat; nil (the default): as fast as the bot likes.
    public var draftsPerChat: DraftLimit?
    /// Whoever sends before their `retry_after` is over is refused, and waits twice as long from then on, up to an hour.
    public var growsWhenIgnored: Bool

    public init(
        perChatPerSecond: Int? = 1,
        perGroupPerMinute: Int? = 20,
        overallPerSecond: Int? = 30,
        draftsPerChat: DraftLimit? = nil,
        growsWhenIgnored: Bool = false
    ) {
        self.perChatPerSecond = perChatPerSecond
        self.perGroupPerMinute = perGroupPerMinute
        self.overallPerSecond = overallPerSecond
        self.draftsPerChat = draftsPerChat
        self.growsWhenIgnored = growsWhenIgnored
    }
}
