import Foundation
import GRDB
import LlamaServer

extension Database {
    /// Forgets what was said in a conversation up to a turn, also what turns before it are still going to say.
    func reset(_ conversation: ConversationID, at turn: Turn) async throws {
        try await write { db in
            let conversation = try Self.current(conversation, in: db)
            try Self.noteReset(of: conversation, at: turn, in: db)
            try db.execute(
                sql: "DELETE FROM message WHERE chatID = ? AND messageThreadID = ? AND turnID <= ?",
                arguments: [conversation.chatID, conversation.messageThreadID ?? 0, turn.id]
            )
        }
    }

    /// Keeps that a turn is going to reset its conversation: what comes after it is on the other side from now on, whatever is handled first.
    func expectReset(at turn: Turn) async throws {
        try await write { db in
            try Self.noteReset(of: Self.current(turn.incoming.conversation, in: db), at: turn, in: db)
        }
    }

    private static func noteReset(of conversation: ConversationID, at turn: Turn, in db: GRDB.Database) throws {
        try db.execute(
            sql: """
                INSERT INTO conversation (chatID, messageThreadID, resetAt) VALUES (?, ?, ?)
                ON CONFLICT (chatID, messageThreadID) DO UPDATE SET resetAt = max(resetAt, excluded.resetAt)
                """,
            arguments: [conversation.chatID, conversation.messageThreadID ?? 0, turn.id]
        )
    }

    /// The turn at which a conversation was reset last; 0 for none.
    static func resetAt(_ conversation: ConversationID, in db: GRDB.Database) throws -> Int64 {
        let sql = "SELECT resetAt FROM conversation WHERE chatID = ? AND messageThreadID = ?"
        return try Int64.fetchOne(db, sql: sql, arguments: [conversation.chatID, conversation.messageThreadID ?? 0])
            ?? 0
    }

    /// Keeps a question with its answer, unless the conversation was reset since the question.
    static func append(_ exchange: Exchange, of turn: Turn, at time: Date, in db: GRDB.Database) throws {
        // Whether it is kept or not, it was written.
        try count(exchange.figures, of: turn, in: db)
        let conversation = try current(turn.incoming.conversation, in: db)
        guard turn.id > (try resetAt(conversation, in: db)) else { return }
        try insert(.user, exchange.question, promptTokens: exchange.promptTokens)
        try insert(.assistant, exchange.answer, predictedTokens: exchange.answerTokens)

        func insert(
            _ role: ChatMessage.Role,
            _ content: String,
            promptTokens: Int? = nil,
            predictedTokens: Int? = nil
        ) throws {
            try db.execute(
                sql: """
                    INSERT INTO message
                        (chatID, messageThreadID, turnID, role, content, createdAt, promptTokens, predictedTokens)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    conversation.chatID, conversation.messageThreadID ?? 0, turn.id, role.rawValue, content,
                    time.timeIntervalSince1970, promptTokens, predictedTokens,
                ]
            )
        }
    }
}
