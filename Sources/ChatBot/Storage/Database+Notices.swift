import GRDB

/// What people were told of an outage of the LLaMA server.
extension Database {
    /// The number of the first part that is a message to go away; those below are the word itself.
    static let firstFragment = 1000

    /// Ends what a person was told of the outage, so that the next time it is told again, unless another question of theirs waits. A
    /// word that is not on its way yet is not said any more.
    ///
    /// - Parameter turn: A question of theirs that waits no more.
    /// - Returns: The message that says it.
    static func endOutage(
        in conversation: ConversationID,
        for senderID: Int64,
        besides turn: Turn? = nil,
        _ db: GRDB.Database
    ) throws -> Notice? {
        let key: StatementArguments = [conversation.chatID, conversation.messageThreadID ?? 0, senderID]
        let noticeID = try Int64.fetchOne(
            db,
            sql: "SELECT turnID FROM notice WHERE chatID = ? AND messageThreadID = ? AND senderID = ?",
            arguments: key
        )
        guard let noticeID else { return nil }
        let waiting = try Bool.fetchOne(
            db,
            sql: """
                SELECT TRUE FROM turn WHERE chatID = ? AND messageThreadID = ? AND senderID = ? AND incoming IS NOT NULL
                    AND isWaiting AND id <> ?
                """,
            arguments: key + [turn?.id ?? 0]
        )
        guard waiting == nil else { return nil }
        try db.execute(
            sql: "DELETE FROM notice WHERE chatID = ? AND messageThreadID = ? AND senderID = ?",
            arguments: key
        )
        let state = try String.fetchOne(db, sql: "SELECT state FROM turn WHERE id = ?", arguments: [noticeID])
        if state == Turn.State.generated.rawValue {
            try db.execute(
                sql: "DELETE FROM part WHERE turnID = ? AND number < ?",
                arguments: [noticeID, firstFragment]
            )
            let rest = try Bool.fetchOne(db, sql: "SELECT TRUE FROM part WHERE turnID = ?", arguments: [noticeID])
            if rest == nil { try close(turn: noticeID, as: .cancelled, in: db) }
        }
        return try Int.fetchOne(
            db,
            sql: "SELECT messageID FROM part WHERE turnID = ? AND messageID > 0 AND number < ? ORDER BY number DESC",
            arguments: [noticeID, firstFragment]
        )
        .map { Notice(conversation: conversation, messageID: $0) }
    }

    /// Ends what was told of an outage to people who have no question open any more.
    ///
    /// - Returns: The messages that say it.
    func endOutages() async throws -> [Notice] {
        try await write { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT chatID, messageThreadID, senderID FROM notice WHERE NOT EXISTS (
                        SELECT TRUE FROM turn WHERE turn.chatID = notice.chatID
                            AND turn.messageThreadID = notice.messageThreadID AND incoming IS NOT NULL
                            AND isQuestion AND turn.senderID = notice.senderID
                    )
                    """
            )
            return try rows.compactMap { row in
                let topic: Int = row["messageThreadID"]
                let conversation = ConversationID(chatID: row["chatID"], messageThreadID: topic == 0 ? nil : topic)
                return try Self.endOutage(in: conversation, for: row["senderID"], db)
            }
        }
    }
}
