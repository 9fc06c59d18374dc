import TelegramBotAPI

/// Ending an answer before it is complete, or before it has begun.
extension TurnRunner {
    /// `/stop`: ends the answer that is being written; where none is, takes back what waits for the LLaMA server.
    func stop(for turn: Turn, _ words: Words) async throws {
        // Taken up again after a restart, it may find the answer to something newer.
        switch running.stop(in: turn.incoming.conversation, before: turn.id, by: turn.incoming.senderID) {
        case .stopped: break
        case .notAllowed: try await say(words.stopNotAllowed, to: turn)
        case .nothing:
            let count = try await takeBack(for: turn, onlyWaiting: true)
            try await say(count > 0 ? words.takenBack(count) : words.nothingToStop, to: turn)
        }
    }

    /// The Stop button of an answer: the answer may also wait to be written once more.
    ///
    /// - Returns: What became of it.
    func stop(turnID: Int64?, for turn: Turn, by senderID: Int64?) async throws -> RunningAnswers.Stop {
        let stop = running.stop(in: turn.incoming.conversation, turnID: turnID, by: senderID)
        guard stop == .nothing, let turnID else { return stop }
        return try await takeBack(for: turn, by: senderID, turnID: turnID) > 0 ? .stopped : .nothing
    }

    /// Takes back what a person has asked in a conversation and what is not being answered yet.
    ///
    /// - Parameter turn: The turn that wants it.
    /// - Returns: How many questions.
    func takeBack(for turn: Turn, onlyWaiting: Bool = false) async throws -> Int {
        try await takeBack(for: turn, by: turn.incoming.senderID, onlyWaiting: onlyWaiting)
    }

    private func takeBack(
        for turn: Turn,
        by senderID: Int64?,
        turnID: Int64? = nil,
        onlyWaiting: Bool = false
    ) async throws -> Int {
        let conversation = turn.incoming.conversation
        let underWay = running.running(in: conversation)
        let taken = try await patience {
            try await database.takeBack(
                in: conversation,
                from: senderID,
                turnID: turnID,
                onlyWaiting: onlyWaiting,
                running: underWay,
                before: turn
            )
        }
        for other in taken.turns {
            deadlines.forget(other)
            // It leaves the queue, and what is shown of its place goes away.
            _ = running.stop(in: conversation, turnID: other.id, by: nil)
        }
        for notice in taken.notices { post(.disarm(notice)) }
        // What there is already of an answer goes away.
        for other in taken.leftovers { try await outbox.deliver(other) }
        return taken.turns.count
    }

    func press(_ button: Button, of turn: Turn, _ callbackQueryID: String, _ words: Words) async throws {
        let notice: String?
        switch button {
        case .stop(let turnID):
            notice =
                switch try await stop(turnID: turnID, for: turn, by: turn.incoming.senderID) {
                case .stopped: nil
                case .nothing: words.nothingToStop
                case .notAllowed: words.stopNotAllowed
                }
        case .takeBack:
            let count = try await takeBack(for: turn, onlyWaiting: true)
            notice = count > 0 ? words.takenBack(count) : words.nothingToTakeBack
            if count == 0 {
                // One that should have gone away.
                let conversation = turn.incoming.conversation
                post(.disarm(Notice(conversation: conversation, messageID: turn.incoming.messageID)))
            }
        case .resetContext, .unknown:
            notice = nil
        }
        // One that is too old to be answered has stopped spinning by itself.
        _ = try? await telegram(AnswerCallbackQuery(callbackQueryID: callbackQueryID, text: notice))
        guard button == .resetContext else { return }
        try await reset(at: turn)
        try await say(words.contextReset, to: turn)
    }
}
