import Foundation
import GRDB
import LlamaServer

extension Database {
    /// The last messages of a conversation, oldest first, as far as they were said before a turn.
    ///
    /// - Parameter count: How many at most.
    func lastMessages(_ count: Int, of conversation: ConversationID, before turn: Turn) async throws -> [ChatMessage] {
        try await read { db in
            let conversation = try Self.current(conversation, in: db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT role, content FROM message
                    WHERE chatID = ? AND messageThreadID = ? AND turnID < ?
                    ORDER BY id DESC LIMIT ?
                    """,
                arguments: [conversation.chatID, conversation.messageThreadID ?? 0, turn.id, count]
            )
            return rows.reversed().compactMap { row in
                ChatMessage.Role(rawValue: row["role"]).map { ChatMessage(role: $0, content: row["content"]) }
            }
        }
    }

    /// Forgets what was said in a conversation up to a turn, also what turns before it are still going to say.
    func reset(_ conversation: ConversationID, at turn: Turn) async throws {
        try await write { db in
            let conversation = try Self.current(conversation, in: db)
            try db.execute(
                sql: """
                    INSERT INTO conversation (chatID, messageThreadID, resetAt) VALUES (?, ?, ?)
                    ON CONFLICT (chatID, messageThreadID) DO UPDATE SET resetAt = max(resetAt, excluded.resetAt)
                    """,
                arguments: [conversation.chatID, conversation.messageThreadID ?? 0, turn.id]
            )
            try db.execute(
                sql: "DELETE FROM message WHERE chatID = ? AND messageThreadID = ? AND turnID <= ?",
                arguments: [conversation.chatID, conversation.messageThreadID ?? 0, turn.id]
            )
        }
    }

    /// Keeps a question with its answer, unless the conversation was reset since the question.
    static func append(_ exchange: Exchange, of turn: Turn, at time: Date, in db: GRDB.Database) throws {
        let conversation = try current(turn.incoming.conversation, in: db)
        let resetAt = try Int64.fetchOne(
            db,
            sql: "SELECT resetAt FROM conversation WHERE chatID = ? AND messageThreadID = ?",
            arguments: [conversation.chatID, conversation.messageThreadID ?? 0]
        )
        guard turn.id > resetAt ?? 0 else { return }
        for message in [
            ChatMessage(role: .user, content: exchange.question),
            ChatMessage(role: .assistant, content: exchange.answer),
        ] {
            try db.execute(
                sql: """
                    INSERT INTO message (chatID, messageThreadID, turnID, role, content, createdAt)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    conversation.chatID, conversation.messageThreadID ?? 0, turn.id, message.role.rawValue,
                    message.content, time.timeIntervalSince1970,
                ]
            )
        }
    }
}
