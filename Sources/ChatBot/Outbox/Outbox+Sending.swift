import TelegramBotAPI

/// One part on its way.
extension Outbox {
    /// How long a message that is being sent when the bot is stopped may still take, so that it is known to be sent.
    private static let grace = Duration.seconds(3)

    /// Sends or changes a message and notes it, both or none of them as far as that can be had.
    ///
    /// - Parameters:
    ///   - changing: A message that something else may still change.
    ///   - closing: Whether the turn is finished when that was the last of its parts.
    /// - Returns: Whether the turn is finished.
    func bring(
        _ part: Reply.Part,
        _ number: Int,
        of turn: Turn,
        messageID: Int?,
        to conversation: ConversationID,
        changing: Int?,
        closing: Bool
    ) async throws -> Bool {
        try await withGrace(Self.grace, clock: clock) {
            let shownBy: Int?
            switch messageID {
            case let messageID? where part.isRetracted == true:
                try await sender.delete(messageID, in: conversation)
                shownBy = nil
            case nil where part.isRetracted == true:
                shownBy = nil
            case let messageID? where part.fileName != nil:
                // A text can't become a file.
                try await sender.delete(messageID, in: conversation)
                guard let new = try await send(part, number, of: turn, to: conversation) else { return true }
                shownBy = new
            case let messageID?:
                let isOpen = try await patience {
                    try await database.beginDelivery(part: number, of: turn, sendingAfter: nil)
                }
                guard isOpen else { return true }
                try await sender.edit(messageID, to: part, in: conversation)
                if messageID == changing { return false }
                shownBy = messageID
            case nil:
                guard let new = try await send(part, number, of: turn, to: conversation) else { return true }
                shownBy = new
            }
            return try await patience {
                try await database.markSent(part: number, of: turn, messageID: shownBy, closing: closing)
            }
        }
    }

    /// Sends a new message, unless it was sent already by an attempt whose end is not known.
    ///
    /// - Returns: `nil` where the turn has been closed.
    private func send(
        _ part: Reply.Part,
        _ number: Int,
        of turn: Turn,
        to conversation: ConversationID
    ) async throws -> Int? {
        let doubt = try await patience { try await database.sendingAfter(part: number, of: turn) }
        let key = SearchProgress.Key(turnID: turn.id, part: number)
        if let doubt, let messageID = try await search.find(part, above: doubt, key, in: conversation) {
            return messageID
        }
        let floor = messageIDs.floor(of: turn, in: conversation)
        let isOpen = try await patience {
            try await database.beginDelivery(part: number, of: turn, sendingAfter: floor)
        }
        guard isOpen else { return nil }
        do {
            return try await sender.send(part, to: conversation)
        } catch {
            if error.mayHaveBeenCarriedOut {
                search.progress.noteDoubt(key)
            } else {
                try await patience { try await database.endDelivery(part: number, of: turn) }
            }
            throw error
        }
    }
}

extension MessageIDs {
    /// The highest message id that is known before a turn's reply is sent.
    func floor(of turn: Turn, in conversation: ConversationID) -> Int {
        // The question may be older than the process; but the group may have become a supergroup, which counts anew.
        let question = turn.incoming.conversation.chatID == conversation.chatID ? turn.incoming.messageID : 0
        return max(question, highest(in: conversation.chatID))
    }
}

extension BotAPIError {
    /// Whether Telegram may have done what was asked although it did not say so.
    var mayHaveBeenCarriedOut: Bool {
        switch self {
        case .connection(let failure): failure.mayHaveArrived
        case .refused(let refusal): refusal.reason == .serverError
        // A page of a proxy that had no answer from Telegram.
        case .malformedResponse(_, let status, _): status >= 500 || status < 300
        case .cancelled, .unreadableResult: true
        case .invalidURL, .encoding: false
        }
    }

    /// Whether a proxy or the like has refused the call, such as one for which it is too long.
    var isRefusalOfAnotherServer: Bool {
        guard case .malformedResponse(_, let status, _) = self else { return false }
        return [400, 403, 405, 406, 411, 413, 414, 415, 422, 431, 451].contains(status)
    }
}
