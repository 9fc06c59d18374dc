/// What is shown of an answer while it is written, and what is to be shown next.
///
/// As long as nothing is written, that is a note on how it stands with the answer. Notes never cost the first text more than
/// the call that is just under way.
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

    /// How long no call is made, and how many have failed by accident since the last that did not.
    private struct Hold: Sendable {
        var until = Duration.zero
        private var failures = 0
        /// How often in a row there was no room at Telegram.
        private var holds = 0

        mutating func hold(until time: Duration) { until = max(until, time) }

        mutating func noteFailure(at now: Duration) {
            hold(until: now + min(.seconds(30), .seconds(1 << min(failures, 5))))
            failures += 1
        }

        /// There is no room for so long. What can wait tries again after ever longer times: where a great many wait for the little room
        /// that there is for all, they would do little else.
        mutating func holdOff(for duration: Duration, at now: Duration) {
            hold(until: now + max(duration, .milliseconds(250 << min(holds, 5))))
            holds += 1
        }

        mutating func noteSuccess() {
            failures = 0
            holds = 0
        }
    }

    /// A draft lasts for 30 seconds.
    static let draftPeriod = Duration.seconds(20)
    /// Telegram shows "typing…" for 5 seconds.
    static let typingPeriod = Duration.seconds(4)
    /// From one note to the next, at least: nobody reads a draft faster, and edits count as messages.
    static let notePeriod = (draft: Duration.seconds(1), edit: Duration.seconds(5))

    private(set) var mode: PreviewMode
    private(set) var pace: PreviewPace
    /// Whether the model has begun; a chat that waits for a busy one is not written to again and again.
    var isStarted = false
    /// The newest state of the answer; empty while nothing of it can be seen.
    private(set) var parts: [Reply.Part] = []
    /// Whether `parts` is a note.
    private(set) var isNote = false

    private var standing = LastingStanding()
    private var note: ReplyComposer.Note?
    /// The messages that show parts of the answer.
    private(set) var messageIDs: [Int: Int]
    private var settled: [Int: Reply.Part] = [:]
    private var shown: Shown?
    private var isNoteShown = false
    private var lastCall: Duration?
    private var lastTyping: Duration?
    private var hold = Hold()
    /// Of notes alone.
    private var noteHold = Hold()

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
        isNoteShown = false
    }

    /// Takes the newest state of the answer.
    mutating func show(_ parts: [Reply.Part]) {
        self.parts = parts
        isNote = false
        // Nothing is to be said any more of how it stands, nor waited for that.
        standing = LastingStanding()
    }

    /// Takes a note as long as there is nothing of the answer; `nil`: that there is nothing to be said.
    mutating func show(note: Reply.Part?) {
        parts = note.map { [$0] } ?? []
        isNote = note != nil
    }

    /// Follows how it stands with an answer of which nothing is written.
    ///
    /// - Returns: What is to be said of it.
    mutating func note(on newest: Standing?, at now: Duration) -> ReplyComposer.Note? {
        standing.follow(newest, at: now)
        guard mode == .edit else {
            // Where a message is to be changed already, a draft would stay beside it.
            note = messageIDs.isEmpty ? standing.shown.map { .standing($0.rounded(isCostly: false)) } : nil
            return note
        }
        switch standing.shown {
        // The text is about to come, and would have to wait for this.
        case .reading(percent: 100...): break
        case let shown?: note = .standing(shown.rounded(isCostly: true))
        case nil: note = isNoteShown ? .thinking : nil
        }
        return note
    }

    /// How long nothing can be shown, whatever comes. The first text does not wait for the pace.
    ///
    /// - Parameter hasText: Whether there is any text to show.
    func standstill(at now: Duration, hasText: Bool) -> Duration? {
        var until = hold.until
        if hasText, shown?.part != nil && !isNoteShown || !settled.isEmpty, let lastCall {
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
        if let wait = standstill(at: now, hasText: !parts.isEmpty && !isNote) {
            return parts.isEmpty || isNote ? .waitForNews(wait) : .wait(wait)
        }
        guard parts.isEmpty || isNote else { return part(at: now) }
        // Woken also when something has lasted long enough to be shown.
        return beforeText(at: now).waiting(atMost: standing.change(at: now))
    }

    /// Shows that there is nothing yet, and how it stands.
    private func beforeText(at now: Duration) -> Action {
        let part = parts.first
        if let wait = noteStandstill(part, at: now) {
            guard mode == .edit, !isNoteShown else { return .waitForNews(wait) }
            return typing(at: now).waiting(atMost: wait)
        }
        guard mode == .edit else { return draft(0, part, at: now) }
        return part == nil ? typing(at: now) : self.part(at: now)
    }

    /// How long a note is not shown, or not taken away.
    private func noteStandstill(_ part: Reply.Part?, at now: Duration) -> Duration? {
        guard isNote || isNoteShown else { return nil }
        var until = noteHold.until
        if isNoteShown, shown != Shown(number: 0, part: part), let lastCall {
            let period = mode == .edit ? Self.notePeriod.edit : Self.notePeriod.draft
            until = max(until, lastCall + max(pace.interval, period))
        }
        return until > now ? until - now : nil
    }

    private func part(at now: Duration) -> Action {
        let number = parts.count - 1
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
        if hold.until > now { return .waitForNews(hold.until - now) }
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
        let isNote = isNote && action != .type
        switch outcome {
        case .made(let messageID): noteMade(action, isNote: isNote, messageID: messageID, began: began)
        // Telegram holds back whatever comes.
        case .held(let duration, isRefused: true):
            hold.hold(until: now + duration)
            pace.wasRefused()
        case .held(let duration, isRefused: false):
            if isNote {
                noteHold.holdOff(for: duration, at: now)
            } else if parts.isEmpty {
                // The first text does not wait for this long.
                hold.hold(until: now + max(duration, .milliseconds(250)))
            } else {
                hold.hold(until: now + duration)
            }
        case .failed:
            // Whether the message was changed is not known.
            if case .edit(let number, _, _) = action { settled[number] = nil }
            if isNote { noteHold.noteFailure(at: now) } else { hold.noteFailure(at: now) }
        case .messageIsGone:
            // Somebody does not want to see it; the complete answer comes all the same.
            mode = .nothing
        }
    }

    private mutating func noteMade(_ action: Action, isNote: Bool, messageID: Int?, began: Duration) {
        if isNote { noteHold.noteSuccess() } else { hold.noteSuccess() }
        switch action {
        case .type:
            lastTyping = began
            return
        case .draft(let number, let part):
            shown = Shown(number: number, part: part)
            isNoteShown = isNote
        case .send(let number, let part), .edit(let number, _, let part):
            shown = Shown(number: number, part: part)
            isNoteShown = isNote
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

extension PreviewState.Action {
    /// The same, but not waiting any longer than that.
    fileprivate func waiting(atMost limit: Duration?) -> Self {
        guard case .waitForNews(let wait) = self, let limit else { return self }
        return .waitForNews(min(wait ?? limit, limit))
    }
}
