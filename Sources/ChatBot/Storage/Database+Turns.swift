import Foundation
import GRDB

extension Database {
    /// Keeps what has come in, so that it outlives a crash; before Telegram is told so, it has to be on the disk, see ``sync()``.
    ///
    /// - Returns: `nil` where the update was received before.
    func receive(_ incoming: Incoming, updateID: Int) async throws -> Arrival? {
        let receivedAt = now()
        return try await writeSoon { db in
            let turn = try Self.insert(incoming, updateID: Int64(updateID), state: .received, at: receivedAt, in: db)
            guard let turn else { return nil }
            let isAlone = try !Self.isBehindOthers(turn, in: db)
            return Arrival(turn: turn, outlook: isAlone ? try Self.outlook(for: turn, in: db) : nil)
        }
    }

    /// Whether an earlier turn of the conversation is open.
    private static func isBehindOthers(_ turn: Turn, in db: GRDB.Database) throws -> Bool {
        let conversation = try current(turn.incoming.conversation, in: db)
        let statement = try db.cachedStatement(
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM turn WHERE chatID = ? AND messageThreadID = ? AND incoming IS NOT NULL AND id < ?
                )
                """
        )
        let key: StatementArguments = [conversation.chatID, conversation.messageThreadID ?? 0, turn.id]
        return try Bool.fetchOne(statement, arguments: key) ?? true
    }

    /// - Returns: `nil` where there is a turn for the update.
    static func insert(
        _ incoming: Incoming,
        updateID: Int64,
        state: Turn.State,
        at receivedAt: Date,
        in db: GRDB.Database
    ) throws -> Turn? {
        let isQuestion = if case .text = incoming.event { true } else { false }
        // The update comes with the group's old id where it waited at Telegram while the group became a supergroup.
        let conversation = try current(incoming.conversation, in: db)
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO turn (updateID, chatID, messageThreadID, senderID, isQuestion, state, incoming, receivedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (updateID) DO NOTHING
                """
        )
        try statement.execute(
            arguments: [
                updateID, conversation.chatID, conversation.messageThreadID ?? 0, incoming.senderID ?? 0, isQuestion,
                state.rawValue, try JSONEncoder().encode(incoming), receivedAt.timeIntervalSince1970,
            ]
        )
        guard db.changesCount == 1 else { return nil }
        let turn = Turn(id: db.lastInsertedRowID, incoming: incoming, receivedAt: receivedAt)
        try note(incoming.messageID, of: turn, in: db)
        return turn
    }

    /// The turns that a stop or a crash has left unfinished, in order of arrival. One that can't be read is closed.
    func openTurns() async throws -> [Turn] {
        try await write { db in
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT id, incoming, receivedAt FROM turn WHERE incoming IS NOT NULL ORDER BY id"
            )
            return try rows.compactMap { row in
                guard let turn = Self.turn(row) else {
                    try Self.close(turn: row["id"], as: .failed, in: db)
                    return nil
                }
                return turn
            }
        }
    }

    /// Makes a question ready to be answered.
    ///
    /// One that has waited takes those with it that the same person wrote behind it: they become one turn, which is this one.
    ///
    /// - Returns: The turn as it is to be answered, and how often that was begun with this time; `nil` where it is closed or has its reply.
    func prepare(_ turn: Turn) async throws -> Attempt? {
        try await write { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT id, chatID, messageThreadID, senderID, isWaiting, attempts, incoming, receivedAt FROM turn
                    WHERE id = ? AND state IN ('received', 'generating') AND incoming IS NOT NULL
                    """,
                arguments: [turn.id]
            )
            guard let row, var turn = Self.turn(row) else { return nil }
            if row["isWaiting"] { try Self.join(to: &turn, row, in: db) }
            // What a crash has left as begun is not begun yet: nothing is to be taken back of its attempts.
            try db.execute(
                sql: "UPDATE turn SET isWaiting = FALSE, state = 'received' WHERE id = ?",
                arguments: [turn.id]
            )
            return Attempt(turn: turn, number: row["attempts"] + 1)
        }
    }

    /// Notes that the answer to a question is going to be generated now.
    ///
    /// The note need not reach the disk: it tells of a question that ends the bot, and is there after that. The model may have been asked already.
    ///
    /// - Parameter version: Of the history that the model is going to be shown; `nil` where none was looked up.
    /// - Returns: `nil` where it is not to be any more.
    func begin(_ turn: Turn, showing version: ConversationHistory.Version? = nil) async throws -> Beginning? {
        try await writeSoon { db in
            let update = try db.cachedStatement(
                sql: """
                    UPDATE turn SET state = 'generating', isWaiting = FALSE, attempts = attempts + 1
                    WHERE id = ? AND state IN ('received', 'generating') AND incoming IS NOT NULL
                    """
            )
            try update.execute(arguments: [turn.id])
            guard db.changesCount == 1 else { return nil }
            let newest = try ConversationHistory.Version(of: turn.incoming.conversation, in: db)
            guard let version, newest != version else { return Beginning() }
            return Beginning(newer: try Self.history(newest, for: turn, in: db))
        }
    }

    /// Marks a turn as finished and lets go of what it held.
    func close(_ turn: Turn, as outcome: Turn.Outcome? = nil) async throws {
        try await write { try Self.close(turn: turn.id, as: outcome, in: $0) }
    }

    /// Closes the open turns of a chat that were received by then: nobody is there to be answered.
    func closeTurns(ofChat chatID: Int64, receivedBy time: Date) async throws {
        try await write { db in
            let open = "SELECT id FROM turn WHERE chatID = ? AND incoming IS NOT NULL AND receivedAt <= ?"
            let arguments: StatementArguments = [chatID, time.timeIntervalSince1970]
            for id in try Int64.fetchAll(db, sql: open, arguments: arguments) {
                try Self.close(turn: id, as: .failed, in: db)
            }
        }
    }

    /// Where a turn has got to; `nil` where it is no longer known.
    func state(of turn: Turn) async throws -> Turn.State? {
        try await read { db in
            try String.fetchOne(db, sql: "SELECT state FROM turn WHERE id = ?", arguments: [turn.id])
                .flatMap(Turn.State.init)
        }
    }

    /// - Parameter outcome: `nil` for what was kept with the reply.
    static func close(turn id: Int64, as outcome: Turn.Outcome? = nil, in db: GRDB.Database) throws {
        try db.execute(
            sql: """
                UPDATE turn SET state = coalesce(?, outcome, 'done'), isWaiting = FALSE, incoming = NULL
                WHERE id = ? AND incoming IS NOT NULL
                """,
            arguments: [outcome?.rawValue, id]
        )
        // The ids stay as long as the turn does: what is known is not searched for.
        try db.execute(sql: "DELETE FROM part WHERE turnID = ? AND messageID IS NULL", arguments: [id])
        try db.execute(sql: "UPDATE part SET content = x'' WHERE turnID = ?", arguments: [id])
    }

    static func turn(_ row: Row) -> Turn? {
        guard let blob: Data = row["incoming"], let incoming = try? JSONDecoder().decode(Incoming.self, from: blob)
        else { return nil }
        return Turn(id: row["id"], incoming: incoming, receivedAt: Date(timeIntervalSince1970: row["receivedAt"]))
    }
}
