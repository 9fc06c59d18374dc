/// Which call may be made when, decided without making any. Times count from any fixed point.
struct FloodState: Sendable {
    /// What happens next, after anything has changed.
    struct Decision: Sendable, Hashable {
        /// Deliveries to be begun now, in this order.
        var begin: [FloodTicket] = []
        /// How long it takes until ``advance(to:)`` has to be asked again; `nil` while nothing waits for time to pass.
        var wake: Duration?
    }

    private let limits: FloodLimits
    private var overall: TokenBucket
    private var chats: [Int64: FloodChat] = [:]
    private var lastNumber = 0
    /// Deliveries that are neither under way nor done.
    private var waiting = 0
    /// The size at which idle chats are looked for.
    private var tidyAt = Self.fewChats

    init(limits: FloodLimits) {
        self.limits = limits
        overall = limits.overallBucket
    }

    var knownChats: Int { chats.count }

    /// Something that must arrive is asked for: it waits until ``advance(to:)`` names it.
    mutating func enqueue(
        _ kind: FloodKind,
        to chatID: Int64,
        for personID: Int64? = nil,
        at now: Duration
    ) -> FloodTicket {
        lastNumber += 1
        waiting += 1
        let ticket = FloodTicket(chatID: chatID, number: lastNumber)
        withChat(chatID, at: now) { $0.append(.init(ticket: ticket, kind: kind, personID: personID)) }
        return ticket
    }

    /// A delivery is given up.
    ///
    /// - Returns: Whether it was waiting; one that is under way goes on.
    mutating func cancel(_ ticket: FloodTicket) -> Bool {
        guard chats[ticket.chatID]?.remove(ticket) == true else { return false }
        waiting -= 1
        return true
    }

    /// A delivery that was begun has ended.
    ///
    /// - Parameter pause: Telegram refused it, and wants the chat left alone for so long: it waits again, as the first of its
    ///   chat.
    mutating func end(_ ticket: FloodTicket, pause: Duration?, at now: Duration) {
        if let pause {
            // Before the delivery waits again, so that nothing can be begun in between.
            chats[ticket.chatID]?.pause(until: now + Self.bounded(pause))
            waiting += 1
        }
        chats[ticket.chatID]?.end(isRefused: pause != nil, at: now)
    }

    /// A chat is to be left alone, or longer than it already was to be.
    mutating func pause(_ chatID: Int64, for duration: Duration, at now: Duration) {
        guard duration > .zero else { return }
        withChat(chatID, at: now) { $0.pause(until: now + Self.bounded(duration)) }
    }

    func remainingPause(_ chatID: Int64, at now: Duration) -> Duration? {
        guard let end = chats[chatID]?.pausedUntil, end > now else { return nil }
        return end - now
    }

    /// A call that is worth something only now. ``advance(to:)`` the same time goes before, so that all that may be delivered
    /// is.
    ///
    /// - Parameter leaving: How many more previews have to be possible behind it, at most as many as a burst has.
    /// - Returns: `nil` if it is to be made; else how long another one would be in vain.
    mutating func preview(_ kind: FloodKind, to chatID: Int64, leaving: Int = 0, at now: Duration) -> Duration? {
        let chat = chats[chatID] ?? FloodChat(id: chatID, limits: limits)
        let wait = max(
            chat.waitForPreview(kind, leaving: leaving, at: now),
            overall.waitForPreview(leaving: leaving, at: now)
        )
        guard wait == .zero else { return wait }
        overall.take(at: now)
        if kind == .message { withChat(chatID, at: now) { $0.beginPreview(at: now) } }
        return nil
    }

    /// A preview that was to be made has ended.
    mutating func endPreview(_ kind: FloodKind, to chatID: Int64, at now: Duration) {
        if kind == .message { withChat(chatID, at: now) { $0.endPreview(at: now) } }
    }

    /// What is to be begun now: one for each chat, and where not all of them may go, those that were asked for first.
    mutating func advance(to now: Duration) -> Decision {
        guard waiting > 0 else { return Decision() }
        var decision = Decision(wake: overall.wait(at: now))
        guard decision.wake == .zero else { return decision }

        decision.wake = nil
        var ready: [FloodChat.Delivery] = []
        for (_, chat) in chats {
            guard let next = chat.next else { continue }
            let wait = chat.wait(for: next.kind, at: now)
            if wait == .zero {
                ready.append(next)
            } else {
                decision.wake = min(decision.wake ?? wait, wait)
            }
        }
        for next in ready.sorted(by: { $0.ticket < $1.ticket }) {
            let wait = overall.wait(at: now)
            if wait > .zero {
                decision.wake = min(decision.wake ?? wait, wait)
                break
            }
            overall.take(at: now)
            chats[next.ticket.chatID]?.begin(at: now)
            waiting -= 1
            decision.begin.append(next.ticket)
        }
        return decision
    }

    private mutating func withChat(_ chatID: Int64, at now: Duration, _ body: (inout FloodChat) -> Void) {
        if chats[chatID] == nil, chats.count >= tidyAt {
            chats = chats.filter { !$0.value.isIdle(at: now) }
            // Not again before the number has doubled, so that tidying costs little for each chat.
            tidyAt = max(chats.count * 2, Self.fewChats)
        }
        body(&chats[chatID, default: FloodChat(id: chatID, limits: limits)])
    }

    /// A day at most, so that no strange answer silences a chat for ever.
    private static func bounded(_ pause: Duration) -> Duration {
        min(pause, .seconds(86_400))
    }

    private static let fewChats = 64
}
