import Logging
import TelegramBotAPI

/// From updates to mailboxes.
extension ChatBot {
    func receive(for bot: User, _ messageIDs: MessageIDs, handOn: @escaping Inbox.HandOn) async throws {
        let polling = LongPolling(
            client: telegram,
            allowedUpdates: Inbox.allowedUpdates,
            clock: clock,
            random: backOff.random,
            logger: logger
        )
        let inbox = Inbox(
            reader: IncomingReader(bot: bot),
            database: database,
            messageIDs: messageIDs,
            patience: patience,
            logger: logger,
            handOn: handOn
        )
        try await inbox.run(polling)
        do {
            try await polling.acknowledge()
        } catch {
            // The last updates come again after the next start, and are known by their ids then.
            logger.debug("last updates not acknowledged", metadata: ["cause": "\(error)"])
        }
    }

    /// Puts a turn into its mailbox. Where too much of the same person waits, one word for all that comes meanwhile tells him so in each chat.
    ///
    /// - Returns: Whether it is in its mailbox.
    private func post(
        _ turn: Turn,
        in mailboxes: Mailboxes<Address, Letter>,
        wasTakenBefore: Bool
    ) async throws -> Bool {
        let letter = Letter.answer(turn)
        let posting = await mailboxes.post(letter, to: letter.address, force: wasTakenBefore)
        guard case .full(let isFirst) = posting else { return true }
        logger.warning(
            "too many messages waiting, one was refused",
            metadata: ["chat": "\(turn.incoming.conversation.chatID)", "turn": "\(turn.id)"]
        )
        let refusal = Letter.refuse(turn)
        if isFirst {
            await mailboxes.post(refusal, to: refusal.address)
        } else {
            try await patience { try await database.close(turn, as: .failed) }
        }
        return false
    }

    func hand(
        _ arrival: Arrival,
        to mailboxes: Mailboxes<Address, Letter>,
        _ running: RunningAnswers,
        wasTakenBefore: Bool
    ) async throws {
        let turn = arrival.turn
        if case .text = turn.incoming.event { running.expect(turn, arrival.outlook) }
        let isTaken = try await post(turn, in: mailboxes, wasTakenBefore: wasTakenBefore)
        if !isTaken { running.forget(turn) }
        // What comes next may be handled before it.
        if isTaken, turn.incoming.event.isReset { try await patience { try await database.expectReset(at: turn) } }
    }
}
