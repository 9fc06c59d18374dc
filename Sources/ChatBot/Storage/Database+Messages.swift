import Foundation
import GRDB
import LlamaServer

extension Database {
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
