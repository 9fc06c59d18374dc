/// How much a bot may send before Telegram makes it wait.
///
/// Messages, their edits and deletions of keyboards count; drafts, chat actions and answers to buttons do not. Telegram publishes no exact
/// numbers; these are what its FAQ and those who ran into them say.
public struct FloodLimits: Sendable, Hashable {
    /// Messages in any one chat within a second.
    public var perChatPerSecond: Int?
    /// Messages in any one group within a minute.
    public var perGroupPerMinute: Int?
    /// Messages in all chats together within a second.
    public var overallPerSecond: Int?

    public init(perChatPerSecond: Int? = 1, perGroupPerMinute: Int? = 20, overallPerSecond: Int? = 30) {
        self.perChatPerSecond = perChatPerSecond
        self.perGroupPerMinute = perGroupPerMinute
        self.overallPerSecond = overallPerSecond
    }
}
