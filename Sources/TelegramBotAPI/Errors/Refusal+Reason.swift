extension Refusal {
    /// The refusals that a bot has to tell apart.
    ///
    /// Telegram has no codes for them: they are known by the `description` (from the sources of its Bot API server).
    public enum Reason: Sendable, Hashable {
        /// The edit would change nothing: as good as success.
        case messageNotModified
        case messageToEditNotFound
        /// The message is not the bot's, or too old.
        case messageCannotBeEdited
        /// The message is the bot's, but a document or the like, whose caption another method edits.
        case noTextToEdit
        case messageTooLong
        case messageTextEmpty
        /// The formatting of a text is wrong.
        case cannotParseEntities
        case repliedMessageNotFound
        /// The topic is gone: try once without `message_thread_id`.
        case messageThreadNotFound
        case chatNotFound
        /// A button was pressed too long ago to be answered.
        case queryTooOld
        /// The group became a supergroup: use ``Refusal/migrateToChatID``.
        case migrated
        /// The token is wrong or was revoked.
        case unauthorized
        /// The person has blocked the bot, left Telegram or never wrote first, or the bot was removed from the chat:
        /// don't write there any more.
        case blocked
        /// The bot lacks a right in this chat.
        case forbidden
        /// The server has no such method, being older, or no such bot: it answers a token of the wrong form so.
        case notFound
        /// Another program polls with this token, or a webhook is set.
        case conflict
        /// Too many requests: wait for ``Refusal/retryAfter``.
        case floodControl
        /// The server's own trouble: try again later.
        case serverError
        case other
    }

    /// What the refusal means, by its code and description.
    public var reason: Reason {
        switch errorCode {
        case 401: .unauthorized
        case 404: .notFound
        case 409: .conflict
        case 429: .floodControl
        case 500...599: .serverError
        case 403: Self.matches(description, Self.departures) ? .blocked : .forbidden
        default: migrateToChatID == nil ? reasonFromDescription : .migrated
        }
    }

    private var reasonFromDescription: Reason {
        Self.badRequests.first { Self.matches(description, [$0.words]) }?.reason ?? .other
    }

    private static func matches(_ description: String, _ phrases: [String]) -> Bool {
        let description = description.lowercased()
        return phrases.contains { description.contains($0) }
    }

    private static let departures = [
        "bot was blocked by the user", "bot was kicked", "user is deactivated", "bot is not a member",
        "bot can't initiate conversation",
    ]

    private static let badRequests: [(words: String, reason: Reason)] = [
        ("message is not modified", .messageNotModified),
        ("message to edit not found", .messageToEditNotFound),
        ("message can't be edited", .messageCannotBeEdited),
        ("there is no text in the message to edit", .noTextToEdit),
        ("message is too long", .messageTooLong),
        ("message_too_long", .messageTooLong),
        ("message text is empty", .messageTextEmpty),
        ("text must be non-empty", .messageTextEmpty),
        ("can't parse entities", .cannotParseEntities),
        ("message to be replied not found", .repliedMessageNotFound),
        ("message thread not found", .messageThreadNotFound),
        ("chat not found", .chatNotFound),
        ("query is too old", .queryTooOld),
        ("query id is invalid", .queryTooOld),
    ]
}
