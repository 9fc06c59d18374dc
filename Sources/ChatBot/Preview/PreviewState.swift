/// What is shown of an answer while it is written, and what is to be shown next.
///
/// Times are durations since any fixed moment. Previews never queue: the newest state is shown as soon as the chat bears
/// it, and one that is shown already is not shown again, but for drafts, which last for 30 seconds only.
struct PreviewState: Sendable {
    enum Action: Sendable, Hashable {
        /// Shows "typing…".
        case type
        /// Shows a part as a draft; `nil`: that the answer is being worked out.
        case draft(Int, Reply.Part?)
        /// Shows a part as a new message, which later ones change.
        case send(Int, Reply.Part)
        case edit(Int, messageID: Int, Reply.Part)
        /// Completes a part that others follow: by changing its message, or as a new one.
        case settle(Int, messageID: Int?, Reply.Part)
        /// Does nothing for so long, whatever comes.
        case wait(Duration)
        /// Does nothing until there is something new, or for so long.
        case waitForNews(Duration?)
    }

    /// How a call has ended.
    enum Outcome: Sendable, Hashable {
        case made(messageID: Int? = nil)
        /// Not to be made before so long.
        case held(Duration, isRefused: Bool)
        /// Failed by accident; the next one may go well.
        case failed
        /// The message that was to be changed is no longer there.
        case messageIsGone
    }

    private struct Shown: Hashable {
        var number: Int
        var part: Reply.Part?
    }

    /// A draft lasts for 30 seconds.
    static let draftPeriod = Duration.seconds(20)
    /// Telegram shows "typing…" for 5 seconds.
    static let typingPeriod = Duration.seconds(4)

    private(set) var mode: PreviewMode
    private(set) var pace: PreviewPace
    /// Whether the model has begun; a chat that waits for a busy one is not written to again and again.
    var isStarted = false
    /// The newest state of the answer; empty while nothing of it can be seen.
    var parts: [Reply.Part] = []

    /// The messages that show parts of the answer.
    private(set) var messageIDs: [Int: Int]
    private var settled: [Int: Reply.Part] = [:]
    private var shown: Shown?
    private var lastCall: Duration?
    private var lastTyping: Duration?
    private var heldUntil = Duration.zero
    private var failures = 0

    /// - Parameter messageIDs: The messages that show parts of the answer from before a restart.
    init(mode: PreviewMode, pace: PreviewPace, messageIDs: [Int: Int] = [:]) {
        self.mode = mode
        self.pace = pace
        self.messageIDs = messageIDs
    }

    /// Goes on in another way, because Telegram does not want this one.
    mutating func change(to mode: PreviewMode, pace: PreviewPace) {
        self.mode = mode
        self.pace = pace
        shown = nil
    }

    /// How long nothing can be shown, whatever comes. The first text does not wait for the pace.
    ///
    /// - Parameter hasText: Whether there is any text to show.
    func standstill(at now: Duration, hasText: Bool) -> Duration? {
        var until = heldUntil
        if hasText, shown?.part != nil || !settled.isEmpty, let lastCall {
            until = max(until, lastCall + pace.interval)
        }
        return until > now ? until - now : nil
    }

    func next(at now: Duration) -> Action {
        switch mode {
        case .nothing: return .waitForNews(nil)
        case .typing: return typing(at: now)
        case .draft, .edit: break
        }
        if let wait = standstill(at: now, hasText: !parts.isEmpty) {
            return parts.isEmpty ? .waitForNews(wait) : .wait(wait)
        }
        let number = parts.count - 1
        guard number >= 0 else { return mode == .draft ? draft(0, nil, at: now) : typing(at: now) }
        for earlier in 0..<number where settled[earlier] != parts[earlier] {
            return .settle(earlier, messageID: messageIDs[earlier], parts[earlier])
        }
        if messageIDs[number] == nil, mode == .draft { return draft(number, parts[number], at: now) }
        guard shown != Shown(number: number, part: parts[number]) else { return .waitForNews(nil) }
        if let messageID = messageIDs[number] { return .edit(number, messageID: messageID, parts[number]) }
        return .send(number, parts[number])
    }

    private func draft(_ number: Int, _ part: Reply.Part?, at now: Duration) -> Action {
        guard shown == Shown(number: number, part: part), let lastCall, lastCall + Self.draftPeriod > now else {
            return .draft(number, part)
        }
        return .waitForNews(lastCall + Self.draftPeriod - now)
    }

    private func typing(at now: Duration) -> Action {
        if heldUntil > now { return .waitForNews(heldUntil - now) }
        guard let lastTyping else { return .type }
        guard isStarted else { return .waitForNews(nil) }
        let next = lastTyping + Self.typingPeriod
        return next > now ? .waitForNews(next - now) : .type
    }

    /// Notes how a call has ended.
    ///
    /// - Parameters:
    ///   - began: When it was made.
    ///   - now: When it ended.
    mutating func note(_ outcome: Outcome, of action: Action, began: Duration, at now: Duration) {
        switch outcome {
        case .made(let messageID): noteMade(action, messageID: messageID, began: began)
        case .held(let duration, let isRefused):
            heldUntil = max(heldUntil, now + duration)
            if isRefused { pace.wasRefused() }
        case .failed:
            // Whether the message was changed is not known.
            if case .edit(let number, _, _) = action { settled[number] = nil }
            heldUntil = max(heldUntil, now + min(.seconds(30), .seconds(1 << min(failures, 5))))
            failures += 1
        case .messageIsGone:
            // Somebody does not want to see it; the complete answer comes all the same.
            mode = .nothing
        }
    }

    private mutating func noteMade(_ action: Action, messageID: Int?, began: Duration) {
        failures = 0
        switch action {
        case .type:
            lastTyping = began
            return
        case .draft(let number, let part):
            shown = Shown(number: number, part: part)
        case .send(let number, let part), .edit(let number, _, let part):
            shown = Shown(number: number, part: part)
            // It may have been complete before the answer became shorter.
            settled[number] = nil
            if let messageID { messageIDs[number] = messageID }
        case .settle(let number, _, let part):
            settled[number] = part
            if let messageID { messageIDs[number] = messageID }
        case .wait, .waitForNews:
            return
        }
        lastCall = began
        pace.wentWell()
    }
}
