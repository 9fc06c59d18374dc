/// How many calls Telegram bears, as far as that is known, and how much of it is kept for what must arrive.
///
/// Telegram publishes “about 1 message a second in a chat, 20 a minute in a group, 30 a second over all chats”
/// (https://core.telegram.org/bots/faq) and lets short bursts pass. A refusal is obeyed whatever stands here.
public struct FloodLimits: Sendable, Hashable {
    /// Messages a second that one chat bears in the long run; more than 0.
    public var perChatPerSecond: Double
    /// Messages that one chat bears at once, after it was quiet; at least 1.
    public var perChatBurst: Int
    /// The time between a preview that counts as a message and any other message in its chat, before and after; at least 0.
    /// A chat in which a message is edited all the time is not quiet: what follows at once is no burst that Telegram lets pass,
    /// and a refusal would cost more than the wait.
    public var previewDistance: Duration
    /// Messages that a group or channel bears within any 60 seconds; at least 1.
    public var perGroupPerMinute: Int
    /// Calls over all chats within any second; at least 1.
    public var overallPerSecond: Int
    /// The part of each burst that previews leave untouched, 0–1. Where more than one call is allowed at once, at least one
    /// is left, and at least one is for previews.
    public var reservedShare: Double

    public init(
        perChatPerSecond: Double = 1,
        perChatBurst: Int = 3,
        previewDistance: Duration = .seconds(1),
        perGroupPerMinute: Int = 20,
        overallPerSecond: Int = 30,
        reservedShare: Double = 0.25
    ) {
        self.perChatPerSecond = perChatPerSecond
        self.perChatBurst = perChatBurst
        self.previewDistance = previewDistance
        self.perGroupPerMinute = perGroupPerMinute
        self.overallPerSecond = overallPerSecond
        self.reservedShare = reservedShare
    }

    /// What Telegram publishes.
    public static let telegram = FloodLimits()
}
