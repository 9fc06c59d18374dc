/// A chat that the bot can be in.
public struct SandboxChat: Sendable, Hashable {
    /// Negative for groups, as at Telegram.
    public var id: Int64
    /// `private`, `group` or `supergroup`.
    public var type: String
    public var title: String?
    /// True for a supergroup with topics.
    public var isForum: Bool = false
}
