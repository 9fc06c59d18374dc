#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How a ``TelegramSandbox`` is set up.
public struct SandboxConfiguration: Sendable {
    /// The address to listen at.
    public var host: String = "127.0.0.1"
    /// 0: any free one.
    public var port: Int = 0
    /// Where the port is taken when the sandbox starts, it takes any free one.
    public var usesAnotherPortIfTaken = false
    public var botName: String = "LocalAIChat"
    /// Without `@`.
    public var botUsername: String = "localaichat_bot"
    /// The bot's token, `digits:letters`; the digits are the bot's own id. Of the form that real ones have, and good for nothing.
    public var botToken: String = "7000000001:AAsandboxSandboxSandboxSandbox12345"
    /// Messages sent faster than this are answered with 429; nil (the default): never.
    public var floodLimits: FloodLimits?
    /// Rich messages are known, as since Bot API 10.2. False: their methods are not found, and `rich_message` of an edit is ignored, as
    /// by an older server.
    public var richMessages: Bool = true
    /// A page where people talk to the bot in a browser; nil (the default): there is none.
    public var page: PageConfiguration?
    /// How many calls ``TelegramSandbox/calls`` goes back at least.
    public var keptCalls: Int = 10_000
    /// How many messages each chat keeps at least. What is older can't be edited or answered any more.
    public var keptMessages: Int = 10_000
    /// What times long polls, flood limits, drafts and chat actions.
    public var clock: any Clock<Duration> = ContinuousClock()
    /// The time of messages, in seconds since 1970.
    public var unixTime: @Sendable () -> Int = { Int(Date().timeIntervalSince1970) }
    /// Where identifiers come from that look random at Telegram.
    public var randomNumber: @Sendable () -> UInt64 = { .random(in: .min ... .max) }

    public init() {}
}
