import Foundation
import GRDB

extension Database {
    /// Keeps what is going to be sent, and with it what was said, in one step: a crash leaves both or none.
    ///
    /// A part that a message shows already stays sent; one whose message shows something else is to be changed; a message
    /// for which there is no part any more is to go away.
    ///
    /// - Parameter outcome: What becomes of the turn when all is sent.
    /// - Returns: What told the question's author that the answer will be late.
    @discardableResult
    func store(
        _ reply: Reply,
        exchange: Exchange?,
        of turn: Turn,
        as outcome: Turn.Outcome = .done
    ) async throws -> Notice? {
        let time = now()
        return try await write { db -> Notice? in
            try db.execute(
                sql: """
                    UPDATE turn SET state = 'generated', isWaiting = FALSE, outcome = ?
                    WHERE id = ? AND incoming IS NOT NULL
                    """,
                arguments: [outcome.rawValue, turn.id]
            )
            // Closed meanwhile: nobody is there to be answered any more.
            guard db.changesCount == 1 else { return nil }
            try Self.put(reply.parts, of: turn, in: db)
            if let exchange { try Self.append(exchange, of: turn, at: time, in: db) }
            guard case .text = turn.incoming.event else { return nil }
            let conversation = try Self.current(turn.incoming.conversation, in: db)
            return try Self.endOutage(in: conversation, for: turn.incoming.senderID ?? 0, besides: turn, db)
        }
    }

    static func put(_ parts: [Reply.Part], of turn: Turn, in db: GRDB.Database) throws {
        for (number, part) in parts.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO part (turnID, number, content) VALUES (?, ?, ?)
                    ON CONFLICT (turnID, number) DO UPDATE
                    SET isSent = isSent AND content = excluded.content, content = excluded.content
                    """,
                arguments: [turn.id, number, try part.encoded()]
            )
        }
        try db.execute(
            sql: "DELETE FROM part WHERE turnID = ? AND number >= ? AND messageID IS NULL",
            arguments: [turn.id, parts.count]
        )
        try db.execute(
            sql: "UPDATE part SET isSent = FALSE, content = ? WHERE turnID = ? AND number >= ?",
            arguments: [try Reply.Part.retracted.encoded(), turn.id, parts.count]
        )
    }

    /// Puts other parts in the place of all, as ``store(_:exchange:of:as:)`` does.
    func replaceParts(of turn: Turn, with parts: [Reply.Part]) async throws {
        try await write { db in try Self.put(parts, of: turn, in: db) }
    }

    /// Puts other parts in the place of one that can't be sent as it is. Its message shows the first of them.
    func replace(part number: Int, of turn: Turn, with parts: [Reply.Part]) async throws {
        guard !parts.isEmpty else { return }
        let contents = try parts.map { try $0.encoded() }
        try await write { db in
            // In two steps, because a row can't take the number of one that has not moved yet.
            for sql in [
                "UPDATE part SET number = -(number + ?) WHERE turnID = ? AND number > ?",
                "UPDATE part SET number = -number WHERE turnID = ? AND number < 0",
            ] {
                let arguments: StatementArguments =
                    sql.contains("+") ? [contents.count - 1, turn.id, number] : [turn.id]
                try db.execute(sql: sql, arguments: arguments)
            }
            for (offset, content) in contents.enumerated() {
                try db.execute(
                    sql: """
                        INSERT INTO part (turnID, number, content) VALUES (?, ?, ?)
                        ON CONFLICT (turnID, number) DO UPDATE SET content = excluded.content, isSent = FALSE
                        """,
                    arguments: [turn.id, number + offset, content]
                )
            }
        }
    }

    /// The first part of a turn, behind that with a number, that is not known to be sent.
    func nextUnsentPart(of turn: Turn, after number: Int = -1) async throws -> StoredPart? {
        try await read { db in
            try Row.fetchOne(
                db,
                sql: "SELECT * FROM part WHERE turnID = ? AND NOT isSent AND number > ? ORDER BY number LIMIT 1",
                arguments: [turn.id, number]
            )
            .map(Self.part)
        }
    }

    /// All parts of a turn, in order.
    func parts(of turn: Turn) async throws -> [StoredPart] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM part WHERE turnID = ? ORDER BY number",
                arguments: [turn.id]
            )
            .map(Self.part)
        }
    }

    /// Lets the part that a message shows be delivered once more.
    func markUnsent(messageID: Int, of turn: Turn) async throws {
        try await write { db in
            try db.execute(
                sql: "UPDATE part SET isSent = FALSE WHERE turnID = ? AND messageID = ? AND isSent",
                arguments: [turn.id, messageID]
            )
        }
    }

    /// Keeps that a part of an answer that is still written is going to be sent as a new message, before it is.
    func beginPreview(_ part: Reply.Part, number: Int, of turn: Turn, sendingAfter: Int) async throws {
        let content = try part.encoded()
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO part (turnID, number, content, sendingAfter) VALUES (?, ?, ?, ?)
                    ON CONFLICT (turnID, number) DO UPDATE
                    SET content = excluded.content, sendingAfter = excluded.sendingAfter
                    """,
                arguments: [turn.id, number, content, sendingAfter]
            )
        }
    }

    /// Keeps which message shows a part of an answer that is still written, so that the complete answer changes that one.
    ///
    /// - Parameter isSettled: Whether the part is complete.
    func keepPreview(
        _ part: Reply.Part,
        number: Int,
        of turn: Turn,
        messageID: Int,
        isSettled: Bool
    ) async throws {
        let content = try part.encoded()
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO part (turnID, number, content, messageID, isSent) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (turnID, number) DO UPDATE
                    SET content = excluded.content, messageID = excluded.messageID, isSent = excluded.isSent,
                        sendingAfter = NULL
                    """,
                arguments: [turn.id, number, content, messageID, isSettled]
            )
            try Self.note(messageID, of: turn, in: db)
        }
    }

    private static func part(_ row: Row) -> StoredPart {
        StoredPart(
            number: row["number"],
            content: row["content"],
            messageID: row["messageID"],
            isSent: row["isSent"],
            sendingAfter: row["sendingAfter"]
        )
    }
}
