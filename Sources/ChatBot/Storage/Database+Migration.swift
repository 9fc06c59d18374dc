import GRDB

extension Database {
    /// Moves everything of a group to the supergroup that it has become, also what turns of the group are still to say.
    func migrate(chatID: Int64, to newChatID: Int64) async throws {
        try await write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO supergroup (chatID, supergroupID) VALUES (?, ?)",
                arguments: [chatID, newChatID]
            )
            try db.execute(sql: "UPDATE message SET chatID = ? WHERE chatID = ?", arguments: [newChatID, chatID])
            try db.execute(
                sql: """
                    INSERT INTO conversation (chatID, messageThreadID, resetAt, contextStart)
                    SELECT ?, messageThreadID, resetAt, contextStart FROM conversation WHERE chatID = ?
                    ON CONFLICT (chatID, messageThreadID) DO UPDATE
                    SET resetAt = max(resetAt, excluded.resetAt), contextStart = max(contextStart, excluded.contextStart)
                    """,
                arguments: [newChatID, chatID]
            )
            try db.execute(sql: "DELETE FROM conversation WHERE chatID = ?", arguments: [chatID])
            // The supergroup counts its messages anew: the same id there is another message.
            try db.execute(
                sql: """
                    UPDATE part SET messageID = NULL, sendingAfter = NULL
                    WHERE turnID IN (SELECT id FROM turn WHERE chatID = ? AND incoming IS NOT NULL)
                    """,
                arguments: [chatID]
            )
            try db.execute(
                sql: "UPDATE turn SET chatID = ? WHERE chatID = ? AND incoming IS NOT NULL",
                arguments: [newChatID, chatID]
            )
            try db.execute(
                sql: "UPDATE OR REPLACE notice SET chatID = ? WHERE chatID = ?",
                arguments: [newChatID, chatID]
            )
        }
    }

    /// Where a conversation is now: its group may have become a supergroup since.
    func current(_ conversation: ConversationID) async throws -> ConversationID {
        try await read { try Self.current(conversation, in: $0) }
    }

    static func current(_ conversation: ConversationID, in db: GRDB.Database) throws -> ConversationID {
        // Only groups become supergroups, and their ids are negative.
        guard conversation.chatID < 0 else { return conversation }
        let supergroupID = try Int64.fetchOne(
            db,
            sql: "SELECT supergroupID FROM supergroup WHERE chatID = ?",
            arguments: [conversation.chatID]
        )
        return ConversationID(
            chatID: supergroupID ?? conversation.chatID,
            messageThreadID: conversation.messageThreadID
        )
    }
}
