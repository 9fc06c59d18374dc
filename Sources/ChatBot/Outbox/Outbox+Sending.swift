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
        try await withGrace(Self.grace, clock: clock) { [self] in
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

    /// - Returns: `nil` where the turn has been closed.
    private func send(
        _ part: Reply.Part,
        _ number: Int,
        of turn: Turn,
        to conversation: ConversationID
    ) async throws -> Int? {
        try await oneTimeSender.send(part, number, of: turn, to: conversation) { [database] floor in
            try await database.beginDelivery(part: number, of: turn, sendingAfter: floor)
        }
    }
}

extension BotAPIError {
    /// Whether a proxy or the like has refused the call, such as one for which it is too long.
    var isRefusalOfAnotherServer: Bool {
        guard case .malformedResponse(_, let status, _) = self else { return false }
        return [400, 413, 414, 422, 431].contains(status)
    }
}
