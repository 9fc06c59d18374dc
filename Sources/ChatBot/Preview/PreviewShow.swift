import Logging

/// The showing of one answer: what has been shown of it, and what comes next.
///
/// In one place, as there may be a thousand: the stack of a task would hold several copies of it.
final class PreviewShow {
    struct Beginning: Sendable {
        var screen: PreviewScreen
        var mode: PreviewMode
        /// The messages that show parts of the answer already.
        var messageIDs: [Int: Int]
    }

    /// What is to be done next.
    enum Step: Sendable {
        /// Nothing for so long, whatever comes.
        case wait(Duration)
        /// Nothing until there is something new, or for so long.
        case waitForNews(Duration?)
        /// ``PreviewShow/call()``.
        case call
        case end(isAlone: Bool)
    }

    private let live: LiveAnswer
    private let composer: ReplyComposer
    private let screen: PreviewScreen
    private let preview: Preview
    private let stopwatch: Stopwatch
    private var state: PreviewState
    private var action = PreviewState.Action.waitForNews(nil)
    private var hasShownDraft = false
    /// Where nothing more is to be shown: whether that is because nobody is there.
    private var end: Bool?

    init(of live: LiveAnswer, _ composer: ReplyComposer, from beginning: Beginning, preview: Preview) {
        self.live = live
        self.composer = composer
        self.preview = preview
        screen = beginning.screen
        state = PreviewState(
            mode: beginning.mode,
            pace: preview.memory.pace(of: beginning.screen.conversation.chatID, beginning.mode),
            messageIDs: beginning.messageIDs
        )
        stopwatch = Stopwatch(preview.clock)
    }

    /// Looks at the newest state of the answer.
    func next() -> Step {
        if let end { return .end(isAlone: end) }
        let draft = live.draft
        state.isStarted = draft.isStarted
        if state.mode.showsText {
            if let wait = state.standstill(at: stopwatch.now, hasText: draft.hasText) {
                // The first text is let through as soon as it is there.
                return draft.hasText ? .wait(wait) : .waitForNews(wait)
            }
            show(draft)
        }
        action = state.next(at: stopwatch.now)
        switch action {
        case .wait(let duration): return .wait(duration)
        case .waitForNews(let duration): return .waitForNews(duration)
        case .type, .draft, .send, .edit, .settle: return .call
        }
    }

    private func show(_ draft: AnswerDraft) {
        if draft.isEmpty {
            state.show(note: state.note(on: draft.standing, at: stopwatch.now).map(composer.note))
        } else {
            var composer = composer
            composer.format = preview.richSupport.format(composer.format, in: screen.conversation.chatID)
            state.show(composer.preview(draft, isThinkingShown: state.mode == .edit))
        }
    }

    /// Shows what comes next.
    func call() async {
        let began = stopwatch.now
        let result = await screen.perform(action, isNote: state.isNote)
        switch result {
        case .draftsAreRefused where !hasShownDraft:
            try? await preview.database.keepThatDraftsAreRefused(in: screen.conversation.chatID)
        case .draftsAreUnknown:
            preview.memory.noteDraftsAreUnknown()
        default: break
        }
        note(result, began: began)
    }

    private func note(_ result: PreviewScreen.Result?, began: Duration) {
        switch result {
        case .noted(let outcome):
            state.note(outcome, of: action, began: began, at: stopwatch.now)
            if case (.draft, .made) = (action, outcome) { hasShownDraft = true }
        // Where one was taken it is this very text that Telegram does not like.
        case .draftsAreRefused where hasShownDraft:
            state.note(.failed, of: action, began: began, at: stopwatch.now)
        case .draftsAreRefused, .draftsAreUnknown:
            leaveDrafts()
        case .isAlone, nil:
            end = result != nil
            return
        }
        preview.memory.keep(state.pace, of: screen.conversation.chatID, state.mode)
    }

    private func leaveDrafts() {
        let chatID = screen.conversation.chatID
        let mode = PreviewMode(preview.streaming, isPrivate: true, areDraftsRefused: true)
        preview.logger.notice("drafts are refused, going on without", metadata: ["chat": "\(chatID)"])
        state.change(to: mode, pace: preview.memory.pace(of: chatID, mode))
    }
}
