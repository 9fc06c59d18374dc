import GRDB

/// A part on its way: what is noted before and behind each call.
extension Database {
    /// Keeps that a part is going to be sent or changed, before it is.
    ///
    /// - Parameter sendingAfter: The highest message id that is known in the chat, where it is sent as a new message.
    /// - Returns: Whether it is to be sent: the turn may have been closed since.
    func beginDelivery(part number: Int, of turn: Turn, sendingAfter: Int?) async throws -> Bool {
        try await write { db in
            try db.execute(
                sql: "UPDATE turn SET state = 'delivering' WHERE id = ? AND incoming IS NOT NULL",
                arguments: [turn.id]
            )
            guard db.changesCount == 1 else { return false }
            if let sendingAfter {
                try db.execute(
                    sql: "UPDATE part SET sendingAfter = ? WHERE turnID = ? AND number = ?",
                    arguments: [sendingAfter, turn.id, number]
                )
            }
            return true
        }
    }

    /// Where it is not known whether a part was sent, the highest message id that was known before; otherwise `nil`.
    func sendingAfter(part number: Int, of turn: Turn) async throws -> Int? {
        try await read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT sendingAfter FROM part WHERE turnID = ? AND number = ? AND sendingAfter IS NOT NULL",
                arguments: [turn.id, number]
            )
        }
    }

    /// Keeps that a part was certainly not sent.
    func endDelivery(part number: Int, of turn: Turn) async throws {
        try await write { db in
            try db.execute(
                sql: "UPDATE part SET sendingAfter = NULL WHERE turnID = ? AND number = ?",
                arguments: [turn.id, number]
            )
            try db.execute(
                sql: """
                    UPDATE turn SET state = 'generated' WHERE id = ? AND state = 'delivering' AND NOT EXISTS
                        (SELECT TRUE FROM part WHERE turnID = turn.id AND (isSent OR sendingAfter IS NOT NULL))
                    """,
                arguments: [turn.id]
            )
        }
    }

    /// Keeps that a message was sent or changed, before the next one is.
    ///
    /// - Parameters:
    ///   - messageID: `nil` where no message shows the part: it was taken back.
    ///   - closing: Whether the turn is finished when that was the last of its parts.
    /// - Returns: Whether the turn is finished.
    @discardableResult
    func markSent(part number: Int, of turn: Turn, messageID: Int?, closing: Bool = false) async throws -> Bool {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE part SET messageID = ?, isSent = TRUE, sendingAfter = NULL WHERE turnID = ? AND number = ?
                    """,
                arguments: [messageID, turn.id, number]
            )
            if let messageID { try Self.note(messageID, of: turn, in: db) }
            guard closing else { return false }
            let rest = try Bool.fetchOne(
                db,
                sql: "SELECT TRUE FROM part WHERE turnID = ? AND NOT isSent LIMIT 1",
                arguments: [turn.id]
            )
            guard rest == nil else { return false }
            try Self.close(turn: turn.id, in: db)
            return true
        }
    }

    /// Those of some message ids that are known messages of the bot in a chat, or in others that are counted with it.
    func messages(among ids: [Int], in chatID: Int64) async throws -> Set<Int> {
        guard let first = ids.min(), let last = ids.max() else { return [] }
        let chats: ClosedRange<Int64> =
            switch MessageIDs.Space(chatID) {
            case .account: MessageIDs.Space.supergroups...Int64.max
            case .supergroup: chatID...chatID
            }
        return try await read { db in
            try Set(
                Int.fetchAll(
                    db,
                    sql: """
                        SELECT messageID FROM part JOIN turn ON turn.id = turnID
                        WHERE messageID BETWEEN ? AND ? AND chatID BETWEEN ? AND ?
                        """,
                    arguments: [first, last, chats.lowerBound, chats.upperBound]
                )
            )
        }
    }
}
