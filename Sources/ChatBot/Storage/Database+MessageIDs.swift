import GRDB

/// How far Telegram has counted messages. A restart must not forget it: a message that is in doubt would be looked for among the older ones.
extension Database {
    static func note(_ messageID: Int, of turn: Turn, in db: GRDB.Database) throws {
        let conversation = try current(turn.incoming.conversation, in: db)
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO space (id, highestMessageID) VALUES (?, ?) ON CONFLICT (id) DO UPDATE
                SET highestMessageID = excluded.highestMessageID WHERE highestMessageID < excluded.highestMessageID
                """
        )
        try statement.execute(arguments: [MessageIDs.Space(conversation.chatID).id, messageID])
    }

    /// The highest message id of each group of chats whose messages are counted together.
    func highestMessageIDs() async throws -> [MessageIDs.Space: Int] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT id, highestMessageID FROM space").reduce(into: [:]) { ids, row in
                let id: Int64 = row["id"]
                ids[id == 0 ? .account : .supergroup(id)] = row["highestMessageID"]
            }
        }
    }
}
