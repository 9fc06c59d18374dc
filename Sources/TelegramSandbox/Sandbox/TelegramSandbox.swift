public import Logging
import NIOCore
public import ServiceLifecycle

/// A Bot API server on this machine, strict where Telegram is strict, with people who write to its bot.
public actor TelegramSandbox: Service {
    let configuration: SandboxConfiguration
    let logger: Logger
    /// The time since the sandbox was made, on its clock.
    let elapsed: @Sendable () -> Duration
    let bot: Account

    var updates: UpdateQueue
    var waitingPoll: WaitingPoll?
    var lastPollID = 0
    var webhook: Webhook?

    var accounts: [Int64: Account] = [:]
    var chats: [Int64: Chat] = [:]
    /// Of private chats and basic groups.
    let sharedMessageIDs = MessageIDs()
    var lastPersonNumber: Int64 = 0
    var lastGroupNumber: Int64 = 0
    var commands: [String: [JSON]] = [:]
    var callbackQueries = CallbackQueries()

    /// Drafts that came again, by their `draft_id`, after Stop or a message of the bot had ended them: for up to 30 s, people see an
    /// answer being written that is over. A test should find none.
    public internal(set) var lateDrafts: [SandboxDraft] = []

    var callLog: CallLog
    var faults = FaultPlan()
    var floodControl: FloodControl?
    var heldCalls: [Int: HeldCall] = [:]
    /// How Telegram is away; nil: it is not.
    public internal(set) var outage: Outage?
    /// How often that has changed.
    var outageCount = 0

    var listener: Listener?
    /// Where it listened last.
    var lastAddress: SocketAddress?
    /// Why it has never listened.
    var startFailure: SandboxError?
    /// Resumed when an outage may be over.
    var outageWaiter: CheckedContinuation<Void, Never>?

    var waiters: [WaitingKey: [Int: Waiter]] = [:]
    var lastWaiterID = 0
    var listeners: [Int64: [Int: AsyncStream<SandboxEvent>.Continuation]] = [:]
    var lastListenerID = 0

    var state = State.idle

    /// Where the page is, and for whom; nil: there is none.
    nonisolated let pageAccess: PageAccess?
    var page: PageState?
    /// When the sandbox was made, in milliseconds since 1970.
    let startMilliseconds: Int

    /// - Parameters:
    ///   - configuration: what is served, and where.
    ///   - logger: gets a line for each call at level `debug`; never the token, nor what is written.
    public init(
        configuration: SandboxConfiguration = SandboxConfiguration(),
        logger: Logger = Logger(label: "sandbox")
    ) {
        self.configuration = configuration
        self.logger = logger
        elapsed = Self.stopwatch(configuration.clock)
        bot = Account(
            id: Int64(configuration.botToken.prefix { $0 != ":" }) ?? 0,
            isBot: true,
            firstName: configuration.botName,
            username: configuration.botUsername
        )
        updates = UpdateQueue(firstID: 100_000_000 + Int64(configuration.randomNumber() % 800_000_000))
        callLog = CallLog(limit: configuration.keptCalls)
        floodControl = configuration.floodLimits.map(FloodControl.init)
        pageAccess = configuration.page.map { PageAccess($0, host: configuration.host) }
        page = configuration.page.map { _ in PageState() }
        startMilliseconds = configuration.unixTime() * 1000
    }

    /// The token that the bot has here.
    public nonisolated var botToken: String { configuration.botToken }

    /// What `/` says.
    nonisolated var greeting: String {
        "This is a sandbox of the Telegram Bot API, with the bot @\(configuration.botUsername) in it; "
            + "methods are at /bot<token>/<method>.\n"
    }

    private static func stopwatch<C: Clock>(_ clock: C) -> @Sendable () -> Duration where C.Duration == Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}
