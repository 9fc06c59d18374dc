import Foundation
import GRDB
import LlamaServer

extension Database {
    /// The messages of a conversation that the model is shown, oldest first.
    ///
    /// - Parameter turn: What is to be answered: it is on one side of the last reset, and so is what it is shown; `nil` for what comes next.
    func history(of conversation: ConversationID, for turn: Turn? = nil) async throws -> ConversationHistory {
        try await read { db in
            try Self.history(ConversationHistory.Version(of: conversation, in: db), for: turn, in: db)
        }
    }

    /// - Parameter version: The newest.
    static func history(
        _ version: ConversationHistory.Version,
        for turn: Turn?,
        in db: GRDB.Database
    ) throws -> ConversationHistory {
        let resetAt = version.resetAt
        let isBeforeReset = turn.map { $0.id <= resetAt } ?? false
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, role, content, promptTokens, predictedTokens FROM message
                WHERE chatID = ? AND messageThreadID = ? AND id >= ? AND turnID > ? AND turnID <= ?
                ORDER BY id
                """
        )
        let rows = try Row.fetchCursor(
            statement,
            arguments: [
                version.conversation.chatID, version.conversation.messageThreadID ?? 0, version.contextStart,
                isBeforeReset ? 0 : resetAt, isBeforeReset ? resetAt : Int64.max,
            ]
        )
        var messages: [ContextMessage] = []
        while let row = try rows.next() {
            guard let role = ChatMessage.Role(rawValue: row[1]) else { continue }
            messages.append(
                ContextMessage(
                    id: row[0],
                    role: role,
                    content: row[2],
                    promptTokens: row[3],
                    predictedTokens: row[4]
                )
            )
        }
        return ConversationHistory(version: version, messages: messages)
    }

    /// Lets the model be shown a conversation only from behind a message on. What was said stays.
    func cut(_ conversation: ConversationID, _ cut: Context.Cut) async throws {
        try await write { db in
            let conversation = try Self.current(conversation, in: db)
            let key: StatementArguments = [conversation.chatID, conversation.messageThreadID ?? 0]
            try db.execute(
                sql: """
                    INSERT INTO conversation (chatID, messageThreadID, resetAt, contextStart) VALUES (?, ?, 0, ?)
                    ON CONFLICT (chatID, messageThreadID) DO UPDATE
                    SET contextStart = max(contextStart, excluded.contextStart)
                    """,
                arguments: key + [cut.lastID + 1]
            )
            // They say how long a prompt was that began as the context does now.
            try db.execute(
                sql: """
                    UPDATE message SET promptTokens = max(0, promptTokens - ?)
                    WHERE chatID = ? AND messageThreadID = ? AND id > ? AND promptTokens IS NOT NULL
                    """,
                arguments: [cut.tokens] + key + [cut.lastID]
            )
        }
    }

    /// The conversations in which something was said since a time, the one in which it was said last at the end.
    ///
    /// - Parameter count: How many at most.
    func recentConversations(since time: Date, atMost count: Int) async throws -> [ConversationID] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT chatID, messageThreadID FROM message WHERE createdAt > ?
                    GROUP BY chatID, messageThreadID ORDER BY max(id) DESC LIMIT ?
                    """,
                arguments: [time.timeIntervalSince1970, count]
            )
            .reversed()
            .map { row in
                let messageThreadID: Int = row["messageThreadID"]
                return ConversationID(
                    chatID: row["chatID"],
                    messageThreadID: messageThreadID == 0 ? nil : messageThreadID
                )
            }
        }
    }
}
