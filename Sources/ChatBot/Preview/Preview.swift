import Logging
import TelegramBotAPI

/// Shows an answer while it is written.
final class Preview: Sendable {
    let sender: PartSender
    let oneTimeSender: OneTimeSender
    let database: Database
    let flood: FloodControl
    let richSupport: RichSupport
    let memory: PreviewMemory
    let streaming: Streaming
    /// How long a complete answer waits for a preview that is still under way.
    let lastPatience: Duration
    let clock: any Clock<Duration>
    let patience: Patience
    let logger: Logger

    init(
        sender: PartSender,
        oneTimeSender: OneTimeSender,
        database: Database,
        flood: FloodControl,
        richSupport: RichSupport,
        memory: PreviewMemory,
        streaming: Streaming,
        lastPatience: Duration,
        clock: any Clock<Duration>,
        patience: Patience,
        logger: Logger
    ) {
        self.sender = sender
        self.oneTimeSender = oneTimeSender
        self.database = database
        self.flood = flood
        self.richSupport = richSupport
        self.memory = memory
        self.streaming = streaming
        self.lastPatience = lastPatience
        self.clock = clock
        self.patience = patience
        self.logger = logger
    }

    /// Runs `body`, which writes an answer, and shows `live` all the while. When `body` has ended, nothing is shown any more.
    ///
    /// - Parameters:
    ///   - composer: Makes messages of the answer.
    ///   - onAlone: Called when Telegram says that nobody is there to see it.
    /// - Returns: What `body` returns, and a change of a message that is still under way.
    /// - Throws: What `body` throws.
    func during<T: Sendable>(
        _ turn: Turn,
        _ live: LiveAnswer,
        _ composer: ReplyComposer,
        onAlone: @escaping @Sendable () -> Void,
        _ body: () async throws -> T
    ) async throws -> (T, PendingEdit?) {
        let fence = PreviewFence(clock: clock, patience: lastPatience)
        let showing = Task { if await show(turn, live, composer, through: fence) == .isAlone { onAlone() } }
        let result: Result<T, any Error>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        let pending: PendingEdit? = await withTaskCancellationHandler {
            guard let messageID = await fence.close() else {
                await showing.value
                return nil
            }
            return PendingEdit(messageID: messageID) {
                await withTaskCancellationHandler {
                    await showing.value
                } onCancel: {
                    fence.cancelSoon()
                }
            }
        } onCancel: {
            fence.cancelSoon()
        }
        if case .failure = result { await pending?.end() }
        return (try result.get(), pending)
    }

    private enum End {
        /// The fence was closed, or there was no way to show anything.
        case closed
        case isAlone
    }

    /// Shows the answer until the fence is closed.
    private func show(
        _ turn: Turn,
        _ live: LiveAnswer,
        _ composer: ReplyComposer,
        through fence: PreviewFence
    ) async -> End {
        guard let (screen, beginning) = try? await screen(for: turn, composer.words, through: fence) else {
            return .closed
        }
        var state = beginning
        let stopwatch = Stopwatch(clock)
        var hasShownDraft = false
        while !fence.isClosed {
            let draft = live.draft
            state.isStarted = draft.isStarted
            if state.mode.showsText {
                if let wait = state.standstill(at: stopwatch.now, hasText: draft.hasText) {
                    // The first text is let through as soon as it is there.
                    if draft.hasText { await screen.wait(wait) } else { await screen.waitForNews(live, orFor: wait) }
                    continue
                }
                var composer = composer
                composer.format = richSupport.format(composer.format, in: screen.conversation.chatID)
                if draft.isEmpty {
                    state.show(note: state.note(on: draft.standing, at: stopwatch.now).map(composer.note))
                } else {
                    state.show(composer.preview(draft, isThinkingShown: state.mode == .edit))
                }
            }
            let action = state.next(at: stopwatch.now)
            switch action {
            case .wait(let duration): await screen.wait(duration)
            case .waitForNews(let duration): await screen.waitForNews(live, orFor: duration)
            case .type, .draft, .send, .edit, .settle:
                let began = stopwatch.now
                guard let outcome = await screen.perform(action, isNote: state.isNote) else { return .closed }
                switch outcome {
                case .noted(let outcome):
                    state.note(outcome, of: action, began: began, at: stopwatch.now)
                    if case (.draft, .made) = (action, outcome) { hasShownDraft = true }
                // Where one was taken it is this very text that Telegram does not like.
                case .draftsAreRefused where hasShownDraft:
                    state.note(.failed, of: action, began: began, at: stopwatch.now)
                case .draftsAreRefused:
                    try? await database.keepThatDraftsAreRefused(in: screen.conversation.chatID)
                    leaveDrafts(&state, of: screen.conversation.chatID)
                case .draftsAreUnknown:
                    memory.noteDraftsAreUnknown()
                    leaveDrafts(&state, of: screen.conversation.chatID)
                case .isAlone: return .isAlone
                }
                memory.keep(state.pace, of: screen.conversation.chatID, state.mode)
            }
        }
        return .closed
    }

    /// - Returns: The screen, and how its state begins.
    private func screen(
        for turn: Turn,
        _ words: Words,
        through fence: PreviewFence
    ) async throws -> (PreviewScreen, PreviewState) {
        let conversation = try await database.current(turn.incoming.conversation)
        let mode = PreviewMode(
            streaming,
            isPrivate: !turn.incoming.isInGroup,
            areDraftsRefused: try await areDraftsRefused(in: conversation.chatID)
        )
        // What a run before a restart has left in the chat goes on to be changed.
        var messageIDs: [Int: Int] = [:]
        for part in try await database.parts(of: turn) {
            if let messageID = part.messageID, messageID > 0 { messageIDs[part.number] = messageID }
        }
        let screen = PreviewScreen(
            preview: self,
            turn: turn,
            conversation: conversation,
            fence: fence,
            words: words
        )
        let pace = memory.pace(of: conversation.chatID, mode)
        return (screen, PreviewState(mode: mode, pace: pace, messageIDs: messageIDs))
    }

    private func areDraftsRefused(in chatID: Int64) async throws -> Bool {
        guard memory.areDraftsKnown else { return true }
        return try await database.areDraftsRefused(in: chatID)
    }

    private func leaveDrafts(_ state: inout PreviewState, of chatID: Int64) {
        let mode = PreviewMode(streaming, isPrivate: true, areDraftsRefused: true)
        logger.notice("drafts are refused, going on without", metadata: ["chat": "\(chatID)"])
        state.change(to: mode, pace: memory.pace(of: chatID, mode))
    }
}
