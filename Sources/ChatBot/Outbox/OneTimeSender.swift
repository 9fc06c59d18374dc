import TelegramBotAPI

/// Sends new messages, each once, also where an earlier attempt has ended without Telegram's word on whether it was sent.
final class OneTimeSender: Sendable {
    let sender: PartSender
    let search: MessageSearch
    let database: Database
    let patience: Patience
    let queue = ChatQueue()

    init(
        sender: PartSender,
        search: MessageSearch,
        database: Database,
        patience: Patience
    ) {
        self.sender = sender
        self.search = search
        self.database = database
        self.patience = patience
    }

    /// - Parameters:
    ///   - begin: Keeps that the part is going to be sent, and the highest message id that is known before; `false` where it is not to be
    ///     sent any more.
    /// - Returns: The message's id; 0 where Telegram's answer does not tell it, `nil` where it was not to be sent.
    /// - Throws: ``BotAPIError``; repeated, it is looked for first, unless it was certainly not sent.
    func send(
        _ part: Reply.Part,
        _ number: Int,
        of turn: Turn,
        to conversation: ConversationID,
        begin: @escaping @Sendable (_ sendingAfter: Int) async throws -> Bool
    ) async throws -> Int? {
        try await queue.turn(for: conversation.chatID) { () async throws -> Int? in
            let key = SearchProgress.Key(turnID: turn.id, part: number)
            let doubt = try await patience { try await database.sendingAfter(part: number, of: turn) }
            if let doubt, let messageID = try await search.find(part, above: doubt, key, in: conversation) {
                return messageID
            }
            let floor = floor(of: turn, in: conversation)
            guard try await patience({ try await begin(floor) }) else { return nil }
            do throws(BotAPIError) {
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

    /// The highest message id that is known before a turn's reply is sent.
    private func floor(of turn: Turn, in conversation: ConversationID) -> Int {
        // The question may be older than the process; but the group may have become a supergroup, which counts anew.
        let question = turn.incoming.conversation.chatID == conversation.chatID ? turn.incoming.messageID : 0
        return max(question, sender.messageIDs.highest(in: conversation.chatID))
    }
}

extension BotAPIError {
    /// Whether Telegram may have done what was asked although it did not say so.
    fileprivate var mayHaveBeenCarriedOut: Bool {
        switch self {
        case .connection(let failure): failure.mayHaveArrived
        case .refused(let refusal): refusal.reason == .serverError
        // A page of a proxy that had no answer from Telegram.
        case .malformedResponse(_, let status, _): status >= 500 || status < 300
        case .cancelled, .unreadableResult: true
        case .invalidURL, .encoding: false
        }
    }
}
