public import Logging

/// Keeps a bot within Telegram's flood limits, and obeys when Telegram says that it was not.
///
///     let flood = FloodControl()
///     let message = try await flood.deliver(SendMessage(chatID: 42, text: "It must arrive."), through: client)
///     let shown = try await flood.preview(SendMessageDraft(chatID: 42, draftID: 1, text: "It may…"), through: client)
///
/// A refusal with 429 stops all calls to that chat, and to that chat alone, for `retry_after` seconds. What must arrive waits
/// for its turn; previews never wait, and leave room for what must arrive. Calls that go to no chat, such as
/// ``AnswerCallbackQuery``, have no business here.
///
/// One value for each bot, used by any number of tasks.
public actor FloodControl {
    private var state: FloodState
    /// Deliveries whose tasks sleep until they may begin.
    private var waiters: [FloodTicket: CheckedContinuation<Void, any Error>] = [:]
    /// Deliveries that may begin, and whose tasks are just about to.
    private var begun: Set<FloodTicket> = []
    private var timer: (end: Duration, task: Task<Void, Never>)?

    private let stopwatch: Stopwatch
    private let logger: Logger

    /// - Parameters:
    ///   - limits: What is kept to without being told. Telegram's refusals are obeyed beside that.
    ///   - clock: Measures pauses and waits.
    ///   - logger: Hears of refusals at `notice`, with the chat's id, and of nothing that is sent.
    public init(
        limits: FloodLimits = .telegram,
        clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger = Logger(label: "telegram")
    ) {
        self.state = FloodState(limits: limits)
        self.stopwatch = Stopwatch(clock)
        self.logger = logger
    }

    /// Makes a call that must arrive, as soon as its chat and the limit over all chats allow it: before every preview, and
    /// within its chat one after another, in the order in which they were asked for; those for different people take turns.
    ///
    /// A 429 pauses the chat for its `retry_after`, at most 24 hours at a time, and then the call is made again, however often
    /// that takes.
    ///
    /// - Parameters:
    ///   - chatID: The chat that the call goes to; groups and channels have negative ids.
    ///   - kind: What it counts as.
    ///   - personID: Who it is for: in a group that bears 20 messages a minute, one who is to get 50 holds up nobody for longer than a
    ///     message. What is for nobody in particular counts as for one person.
    ///   - call: The call, made once for each try. It is known to be refused by a ``BotAPIError`` with 429.
    /// - Throws: Whatever else `call` throws, which is made no second time. `CancellationError` where the task was cancelled
    ///   before or while it waited; cancellation while `call` is under way is left to `call`.
    public func deliver<Value: Sendable>(
        to chatID: Int64,
        _ kind: FloodKind = .message,
        for personID: Int64? = nil,
        _ call: @Sendable () async throws -> Value
    ) async throws -> Value {
        try Task.checkCancellation()
        let ticket = state.enqueue(kind, to: chatID, for: personID, at: stopwatch.now)
        proceed()
        while true {
            try await turn(of: ticket)
            do {
                let value = try await call()
                end(ticket)
                return value
            } catch {
                let pause = Self.pause(askedForBy: error)
                end(ticket, pause: pause)
                guard let pause else { throw error }
                logger.notice("Telegram asks to wait before a message", metadata: Self.metadata(chatID, pause))
            }
        }
    }

    /// Makes a call that is worth something only now: at once, where that takes no room from what must arrive, else not at all.
    ///
    /// A 429 pauses the chat, and the call is not repeated.
    ///
    /// - Parameters:
    ///   - chatID: The chat that the call goes to; groups and channels have negative ids.
    ///   - kind: What it counts as.
    ///   - leaving: How many more previews have to be possible behind it, as far as the limits allow so many at once: what can
    ///     do without leaves room for what is worth more.
    ///   - call: The call. It is known to be refused by a ``BotAPIError`` with 429.
    /// - Throws: Whatever else `call` throws.
    public func preview<Value: Sendable>(
        to chatID: Int64,
        _ kind: FloodKind,
        leaving: Int = 0,
        _ call: @Sendable () async throws -> Value
    ) async throws -> PreviewOutcome<Value> {
        proceed()
        if let wait = state.preview(kind, to: chatID, leaving: leaving, at: stopwatch.now) {
            return .held(for: wait, isRefused: false)
        }
        defer { state.endPreview(kind, to: chatID, at: stopwatch.now) }
        do {
            return .made(try await call())
        } catch {
            guard let pause = Self.pause(askedForBy: error) else { throw error }
            self.pause(chatID, for: pause)
            logger.notice("Telegram asks to wait before a preview", metadata: Self.metadata(chatID, pause))
            return .held(for: remainingPause(chatID) ?? pause, isRefused: true)
        }
    }

    /// Leaves a chat alone from now on, for a 429 that was noticed elsewhere.
    ///
    /// - Parameter duration: At most 24 hours; without effect where a pause goes on for longer.
    public func pause(_ chatID: Int64, for duration: Duration) {
        state.pause(chatID, for: duration, at: stopwatch.now)
        proceed()
    }

    /// How long Telegram still wants a chat left alone; `nil` where it does not.
    public func remainingPause(_ chatID: Int64) -> Duration? {
        state.remainingPause(chatID, at: stopwatch.now)
    }

    /// Chats that are not forgotten.
    var knownChats: Int { state.knownChats }
    /// Tasks that wait for their turn.
    var waitingTasks: Int { waiters.count }
}

extension FloodControl {
    /// Waits until a delivery may begin.
    private func turn(of ticket: FloodTicket) async throws {
        try await withTaskCancellationHandler {
            if begun.remove(ticket) != nil { return }
            if Task.isCancelled {
                giveUp(ticket)
                throw CancellationError()
            }
            try await withCheckedThrowingContinuation { waiters[ticket] = $0 }
        } onCancel: {
            Task { await self.giveUp(ticket) }
        }
    }

    private func giveUp(_ ticket: FloodTicket) {
        guard state.cancel(ticket) else { return }
        waiters.removeValue(forKey: ticket)?.resume(throwing: CancellationError())
        proceed()
    }

    private func end(_ ticket: FloodTicket, pause: Duration? = nil) {
        state.end(ticket, pause: pause, at: stopwatch.now)
        proceed()
    }

    /// Begins what may begin, and comes back when more may.
    private func proceed() {
        let time = stopwatch.now
        let decision = state.advance(to: time)
        for ticket in decision.begin {
            if let waiter = waiters.removeValue(forKey: ticket) { waiter.resume() } else { begun.insert(ticket) }
        }
        guard let wake = decision.wake else {
            timer?.task.cancel()
            timer = nil
            return
        }
        let end = time + wake
        if let timer, timer.end <= end, timer.end > time { return }
        timer?.task.cancel()
        let task = Task {
            try? await stopwatch.sleep(until: end)
            if !Task.isCancelled { self.wakeUp() }
        }
        timer = (end, task)
    }

    private func wakeUp() {
        timer = nil
        proceed()
    }
}

extension FloodControl {
    private static func pause(askedForBy error: any Error) -> Duration? {
        guard let refusal = (error as? BotAPIError)?.refusal, refusal.reason == .floodControl else { return nil }
        // Telegram counts in whole seconds. Where it does not say how many, a few.
        return .seconds(max(refusal.retryAfter ?? 5, 1))
    }

    private static func metadata(_ chatID: Int64, _ pause: Duration) -> Logger.Metadata {
        ["chat": "\(chatID)", "seconds": "\(pause.components.seconds)"]
    }
}
