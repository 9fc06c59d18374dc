import Foundation
import GRDB

extension Database {
    /// How long the mark of a finished turn is kept. Telegram sends an update again for at most 24 hours.
    private static let memoryOfUpdates: TimeInterval = 48 * 3600

    /// Keeps what has come in, so that it outlives a crash.
    ///
    /// - Returns: The turn; `nil` where the update was received before.
    func receive(_ incoming: Incoming, updateID: Int) async throws -> Turn? {
        let receivedAt = now().timeIntervalSince1970
        let blob = try JSONEncoder().encode(incoming)
        return try await write { db in
            try db.execute(
                sql: "DELETE FROM turn WHERE state = 'done' AND receivedAt < ?",
                arguments: [receivedAt - Self.memoryOfUpdates]
            )
            try db.execute(
                sql: """
                    INSERT INTO turn (updateID, chatID, state, incoming, receivedAt)
                    VALUES (?, ?, ?, ?, ?) ON CONFLICT (updateID) DO NOTHING
                    """,
                arguments: [
                    updateID, incoming.conversation.chatID, Turn.State.received.rawValue, blob, receivedAt,
                ]
            )
            guard db.changesCount == 1 else { return nil }
            return Turn(id: db.lastInsertedRowID, incoming: incoming)
        }
    }

    /// The turns that a stop or a crash has left unfinished, in order of arrival. One that can't be read is closed.
    func openTurns() async throws -> [Turn] {
        try await write { db in
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT id, incoming FROM turn WHERE state <> 'done' ORDER BY id"
            )
            return try rows.compactMap { row in
                let id: Int64 = row["id"]
                guard let blob: Data = row["incoming"],
                    let incoming = try? JSONDecoder().decode(Incoming.self, from: blob)
                else {
                    try Self.close(turn: id, in: db)
                    return nil
                }
                return Turn(id: id, incoming: incoming)
            }
        }
    }

    /// Marks a turn as finished and lets go of what it held.
    func close(_ turn: Turn) async throws {
        try await write { try Self.close(turn: turn.id, in: $0) }
    }

    /// Closes the open turns of a chat that were received by then.
    func closeTurns(ofChat chatID: Int64, receivedBy time: Date) async throws {
        try await write { db in
            let open = "SELECT id FROM turn WHERE chatID = ? AND state <> 'done' AND receivedAt <= ?"
            let arguments: StatementArguments = [chatID, time.timeIntervalSince1970]
            for id in try Int64.fetchAll(db, sql: open, arguments: arguments) { try Self.close(turn: id, in: db) }
        }
    }

    /// Where a turn has got to; `nil` where it is no longer known.
    func state(of turn: Turn) async throws -> Turn.State? {
        try await read { db in
            try String.fetchOne(db, sql: "SELECT state FROM turn WHERE id = ?", arguments: [turn.id])
                .flatMap(Turn.State.init)
        }
    }

    private static func close(turn id: Int64, in db: GRDB.Database) throws {
        try db.execute(sql: "UPDATE turn SET state = 'done', incoming = NULL WHERE id = ?", arguments: [id])
        try db.execute(sql: "DELETE FROM part WHERE turnID = ?", arguments: [id])
    }
}
