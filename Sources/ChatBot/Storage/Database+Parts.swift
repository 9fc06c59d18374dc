import Foundation
import GRDB

extension Database {
    /// Keeps what is going to be sent, and with it what was said, in one step: a crash leaves both or none.
    func store(_ reply: Reply, exchange: Exchange?, of turn: Turn) async throws {
        let contents = try reply.parts.map { try JSONEncoder().encode($0) }
        try await write { db in
            for (number, content) in contents.enumerated() {
                try db.execute(
                    sql: "INSERT INTO part (turnID, number, content) VALUES (?, ?, ?)",
                    arguments: [turn.id, number, content]
                )
            }
            if let exchange { try Self.append(exchange, of: turn, in: db) }
            try db.execute(
                sql: "UPDATE turn SET state = ? WHERE id = ?",
                arguments: [Turn.State.replied.rawValue, turn.id]
            )
        }
    }

    /// The messages of a turn that are not known to be sent, in order, by their numbers.
    func unsentParts(of turn: Turn) async throws -> [(number: Int, part: Reply.Part)] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT number, content FROM part WHERE turnID = ? AND messageID IS NULL ORDER BY number",
                arguments: [turn.id]
            )
            .map { row in
                (row["number"], try JSONDecoder().decode(Reply.Part.self, from: row["content"]))
            }
        }
    }

    /// Keeps that a message was sent, before the next one is.
    func markSent(part number: Int, of turn: Turn, messageID: Int) async throws {
        try await write { db in
            try db.execute(
                sql: "UPDATE part SET messageID = ? WHERE turnID = ? AND number = ?",
                arguments: [messageID, turn.id, number]
            )
        }
    }

    /// Moves everything of a group to the supergroup that it has become.
    func migrate(chatID: Int64, to newChatID: Int64) async throws {
        try await write { db in
            try db.execute(sql: "DELETE FROM conversation WHERE chatID = ?", arguments: [newChatID])
            for table in ["conversation", "message", "turn"] {
                try db.execute(
                    sql: "UPDATE \(table) SET chatID = ? WHERE chatID = ?",
                    arguments: [newChatID, chatID]
                )
            }
        }
    }
}
