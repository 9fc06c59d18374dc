import Foundation
import GRDB

extension Database {
    /// Keeps what is going to be sent, and with it what was said, in one step: a crash leaves both or none.
    func store(_ reply: Reply, exchange: Exchange?, of turn: Turn) async throws {
        let contents = try reply.parts.map { try JSONEncoder().encode($0) }
        try await write { db in
            for (number, content) in contents.enumerated() {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO part (turnID, number, content) VALUES (?, ?, ?)",
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

    /// The messages of a turn that are not known to be sent, in order, by their numbers: each a ``Reply/Part`` in JSON.
    func unsentParts(of turn: Turn) async throws -> [(number: Int, content: Data)] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT number, content FROM part WHERE turnID = ? AND messageID IS NULL ORDER BY number",
                arguments: [turn.id]
            )
            .map { ($0["number"], $0["content"]) }
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
}
