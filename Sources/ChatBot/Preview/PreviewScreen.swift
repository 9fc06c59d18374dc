import Logging
import TelegramBotAPI

/// Carries out what a preview's state asks for, in one conversation.
final class PreviewScreen: Sendable {
    enum Result: Sendable {
        case noted(PreviewState.Outcome)
        /// Telegram takes no drafts in this chat, or not this one.
        case draftsAreRefused
        /// The Bot API server is too old for drafts.
        case draftsAreUnknown
        /// Nobody is there to see it.
        case isAlone
    }

    private let preview: Preview
    private let turn: Turn
    let conversation: ConversationID
    private let fence: PreviewFence
    private let words: Words

    init(
        preview: Preview,
        turn: Turn,
        conversation: ConversationID,
        fence: PreviewFence,
        words: Words
    ) {
        self.preview = preview
        self.turn = turn
        self.conversation = conversation
        self.fence = fence
        self.words = words
    }

    /// - Parameter isNote: Whether it is a note only.
    /// - Returns: `nil` where the fence is closed.
    func perform(_ action: PreviewState.Action, isNote: Bool) async -> Result? {
        do {
            switch try await pass(action, leaving: isNote && !action.isFree ? 1 : 0) {
            case .made(let messageID)?: return .noted(.made(messageID: messageID))
            case .held(let duration, let isRefused)?: return .noted(.held(duration, isRefused: isRefused))
            case nil: return nil
            }
        } catch let error as BotAPIError {
            return await result(of: error, in: action)
        } catch {
            return .noted(.failed)
        }
    }

    /// - Parameter leaving: How many more previews have to be possible at once after it.
    private func pass(_ action: PreviewState.Action, leaving: Int) async throws -> PreviewOutcome<Int?>? {
        guard let (step, kind) = action.step else { return .made(nil) }
        // All that a call takes of a stack is that of the task which the fence begins for it, and goes away with that.
        return try await fence.pass(step) { [self] in
            try await preview.flood.preview(to: conversation.chatID, kind, leaving: leaving) { [self] in
                try await call(action)
            }
        }
    }

    /// - Returns: The message that shows it.
    private func call(_ action: PreviewState.Action) async throws -> Int? {
        let sender = preview.sender
        switch action {
        case .type:
            let typing = SendChatAction(
                chatID: conversation.chatID,
                messageThreadID: conversation.messageThreadID,
                action: .typing
            )
            _ = try await sender.telegram(typing)
            return nil
        case .draft(let number, let part):
            try await sender.draft(part, DraftID(turn: turn, part: number), in: conversation)
            return nil
        case .send(let number, let part):
            guard let messageID = try await send(withStop(part), number) else { return nil }
            await keep(part, number, messageID: messageID, isSettled: false)
            return messageID
        case .edit(_, let messageID, let part):
            // It may have been complete before, and is not what the complete answer asks for any more.
            try await preview.patience { try await preview.database.markUnsent(messageID: messageID, of: turn) }
            try await sender.edit(messageID, to: withStop(part), in: conversation)
            return messageID
        case .settle(let number, let messageID?, let part):
            try await sender.edit(messageID, to: part, in: conversation)
            await keep(part, number, messageID: messageID, isSettled: true)
            return messageID
        case .settle(let number, nil, let part):
            guard let messageID = try await send(part, number) else { return nil }
            await keep(part, number, messageID: messageID, isSettled: true)
            return messageID
        case .wait, .waitForNews:
            return nil
        }
    }

    private func send(_ part: Reply.Part, _ number: Int) async throws -> Int? {
        try await preview.oneTimeSender.send(part, number, of: turn, to: conversation) { [self] floor in
            try await preview.database.beginPreview(part, number: number, of: turn, sendingAfter: floor)
            return true
        }
    }

    private func withStop(_ part: Reply.Part) -> Reply.Part {
        var part = part
        part.replyMarkup = .underPreview(of: turn, words)
        return part
    }

    private func keep(_ part: Reply.Part, _ number: Int, messageID: Int, isSettled: Bool) async {
        // What can't be kept is in the chat all the same; the database's error comes up again with the whole answer.
        try? await preview.patience {
            try await preview.database.keepPreview(
                part,
                number: number,
                of: turn,
                messageID: messageID,
                isSettled: isSettled
            )
        }
    }

    private func result(of error: BotAPIError, in action: PreviewState.Action) async -> Result {
        preview.logger.debug(
            "preview failed",
            metadata: ["chat": "\(conversation.chatID)", "cause": "\(error)"]
        )
        guard case .refused(let refusal) = error else { return .noted(.failed) }
        if let seconds = refusal.retryAfter {
            let pause = Duration.seconds(max(1, seconds))
            await preview.flood.pause(conversation.chatID, for: pause)
            return .noted(.held(pause, isRefused: true))
        }
        if action.isRich { preview.richSupport.note(error, in: conversation.chatID) }
        switch (refusal.reason, action) {
        case (.blocked, _), (.chatNotFound, _): return .isAlone
        case (.messageToEditNotFound, _), (.messageCannotBeEdited, _): return .noted(.messageIsGone)
        case (.notFound, .draft) where !action.isRich: return .draftsAreUnknown
        case (.other, .draft) where !action.isRich && refusal.errorCode == 400, (.forbidden, .draft):
            return .draftsAreRefused
        default: return .noted(.failed)
        }
    }
}

extension PreviewState.Action {
    /// What the fence and flood control take it to be; `nil` where nothing is called.
    fileprivate var step: (PreviewFence.Step, FloodKind)? {
        switch self {
        case .type: (.passing, .action)
        case .draft: (.passing, .draft)
        case .send, .settle(_, nil, _): (.send, .message)
        case .edit(_, let messageID, _), .settle(_, let messageID?, _): (.edit(messageID: messageID), .message)
        case .wait, .waitForNews: nil
        }
    }

    /// Whether it takes nothing from the previews that come: a new message is needed anyway.
    fileprivate var isFree: Bool {
        switch self {
        case .type, .send: true
        case .draft, .edit, .settle, .wait, .waitForNews: false
        }
    }

    fileprivate var isRich: Bool {
        switch self {
        case .draft(_, let part): part?.rich != nil
        case .send(_, let part), .edit(_, _, let part), .settle(_, _, let part): part.rich != nil
        case .type, .wait, .waitForNews: false
        }
    }
}
