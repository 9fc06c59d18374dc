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

    func wait(_ duration: Duration) async {
        _ = try? await fence.pass(.wait) { [preview] in try? await preview.clock.sleep(for: duration) }
    }

    func waitForNews(_ live: LiveAnswer, orFor duration: Duration?) async {
        _ = try? await fence.pass(.wait) { [preview] in
            guard !live.hasNews else { return await live.news() }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await live.news() }
                if let duration { group.addTask { try? await preview.clock.sleep(for: duration) } }
                await group.next()
                group.cancelAll()
            }
        }
    }

    /// - Parameter isNote: Whether it is a note only.
    /// - Returns: `nil` where the fence is closed.
    func perform(_ action: PreviewState.Action, isNote: Bool) async -> Result? {
        do {
            switch try await call(action, leaving: isNote && !action.isNew ? 1 : 0) {
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
    private func call(_ action: PreviewState.Action, leaving: Int) async throws -> PreviewOutcome<Int?>? {
        let sender = preview.sender
        let chatID = conversation.chatID
        switch action {
        case .type:
            return try await pass(.passing, .action, leaving: 0) { [self] in
                let typing = SendChatAction(
                    chatID: chatID,
                    messageThreadID: conversation.messageThreadID,
                    action: .typing
                )
                _ = try await sender.telegram(typing)
                return nil
            }
        case .draft(let number, let part):
            return try await pass(.passing, .draft, leaving: leaving) { [self] in
                try await sender.draft(part, DraftID(turn: turn, part: number), in: conversation)
                return nil
            }
        case .send(let number, let part):
            return try await pass(.send, .message, leaving: leaving) { [self] in
                guard let messageID = try await send(withStop(part), number) else { return nil }
                await keep(part, number, messageID: messageID, isSettled: false)
                return messageID
            }
        case .edit(_, let messageID, let part):
            return try await pass(.edit(messageID: messageID), .message, leaving: leaving) { [self] in
                // It may have been complete before, and is not what the complete answer asks for any more.
                try await preview.patience { try await preview.database.markUnsent(messageID: messageID, of: turn) }
                try await sender.edit(messageID, to: withStop(part), in: conversation)
                return messageID
            }
        case .settle(let number, let messageID?, let part):
            return try await pass(.edit(messageID: messageID), .message, leaving: leaving) { [self] in
                try await sender.edit(messageID, to: part, in: conversation)
                await keep(part, number, messageID: messageID, isSettled: true)
                return messageID
            }
        case .settle(let number, nil, let part):
            return try await pass(.send, .message, leaving: leaving) { [self] in
                guard let messageID = try await send(part, number) else { return nil }
                await keep(part, number, messageID: messageID, isSettled: true)
                return messageID
            }
        case .wait, .waitForNews:
            return .made(nil)
        }
    }

    private func pass(
        _ step: PreviewFence.Step,
        _ kind: FloodKind,
        leaving: Int,
        _ call: @escaping @Sendable () async throws -> Int?
    ) async throws -> PreviewOutcome<Int?>? {
        try await fence.pass(step) { [flood = preview.flood, chatID = conversation.chatID] in
            try await flood.preview(to: chatID, kind, leaving: leaving, call)
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
    /// A new message is worth it: the answer needs one anyway.
    fileprivate var isNew: Bool { if case .send = self { true } else { false } }

    fileprivate var isRich: Bool {
        switch self {
        case .draft(_, let part): part?.rich != nil
        case .send(_, let part), .edit(_, _, let part), .settle(_, _, let part): part.rich != nil
        case .type, .wait, .waitForNews: false
        }
    }
}
