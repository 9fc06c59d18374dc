import Foundation
import GRDB
import TelegramBotAPI

/// Questions that wait for the LLaMA server.
extension Database {
    /// Lets a question wait, and keeps the word on that which its author has to hear, unless that was said before.
    ///
    /// - Parameters:
    ///   - isAttemptCounted: Whether the attempt to answer it may have failed by the question's own doing.
    ///   - word: What its author hears, once for each outage.
    /// - Returns: The word, and the end of what there is of an answer, as a turn to be delivered; `nil` where there is nothing to be done, or
    ///   the question is closed.
    func keepWaiting(_ turn: Turn, isAttemptCounted: Bool, word: Reply) async throws -> Turn? {
        let time = now()
        return try await write { db in
            try db.execute(
                sql: """
                    UPDATE turn SET attempts = max(0, attempts - iif(state = 'generating' AND NOT ?, 1, 0)),
                        state = 'received', isWaiting = TRUE
                    WHERE id = ? AND state IN ('received', 'generating') AND incoming IS NOT NULL
                    """,
                arguments: [isAttemptCounted, turn.id]
            )
            guard db.changesCount == 1 else { return nil }
            let conversation = try Self.current(turn.incoming.conversation, in: db)
            let key: StatementArguments = [
                conversation.chatID, conversation.messageThreadID ?? 0, turn.incoming.senderID ?? 0,
            ]
            let wasSaid = try Bool.fetchOne(
                db,
                sql: "SELECT TRUE FROM notice WHERE chatID = ? AND messageThreadID = ? AND senderID = ?",
                arguments: key
            )
            let hasMessages = try Bool.fetchOne(
                db,
                sql: "SELECT TRUE FROM part WHERE turnID = ? AND messageID > 0",
                arguments: [turn.id]
            )
            guard wasSaid == nil || hasMessages != nil else { return nil }
            var incoming = turn.incoming
            incoming.event = .outage
            guard let notice = try Self.insert(incoming, updateID: -turn.id, state: .generated, at: time, in: db)
            else { return nil }
            if wasSaid == nil {
                try Self.put(word.parts, of: notice, in: db)
                try db.execute(
                    sql: "INSERT INTO notice (chatID, messageThreadID, senderID, turnID) VALUES (?, ?, ?, ?)",
                    arguments: key + [notice.id]
                )
            }
            // The answer is going to be a new message, which is noticed. What there is of it goes away behind the word.
            try db.execute(
                sql: """
                    UPDATE part SET turnID = ?, number = number + ?, content = ?, isSent = FALSE, sendingAfter = NULL
                    WHERE turnID = ? AND messageID > 0
                    """,
                arguments: [notice.id, Self.firstFragment, try Reply.Part.retracted.encoded(), turn.id]
            )
            try db.execute(sql: "DELETE FROM part WHERE turnID = ?", arguments: [turn.id])
            return notice
        }
    }

    /// Lets a question that was begun be begun again, as if it had not been. As its beginning, that need not reach the disk: nobody waits for
    /// a disk that fails.
    func putBack(_ turn: Turn) async throws {
        try await writeSoon { db in
            try db.execute(
                sql: """
                    UPDATE turn SET state = 'received', attempts = attempts - 1 WHERE id = ? AND state = 'generating'
                    """,
                arguments: [turn.id]
            )
        }
    }

    /// Closes all other questions that wait of the person who has asked this one: they would have had one answer.
    func closeWaiting(besides turn: Turn) async throws {
        try await write { db in
            let conversation = try Self.current(turn.incoming.conversation, in: db)
            let waiting = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM turn WHERE chatID = ? AND messageThreadID = ? AND incoming IS NOT NULL
                        AND isWaiting AND senderID = ? AND id <> ?
                    """,
                arguments: [
                    conversation.chatID, conversation.messageThreadID ?? 0, turn.incoming.senderID ?? 0, turn.id,
                ]
            )
            for id in waiting { try Self.close(turn: id, as: .failed, in: db) }
        }
    }

    /// Takes questions back that are not being answered yet.
    ///
    /// - Parameters:
    ///   - senderID: Whose; `nil` for everybody's.
    ///   - turnID: Which one; `nil` for all.
    ///   - onlyWaiting: Whether only those that wait for the LLaMA server.
    ///   - running: Those that wait for their turn at the model, or have just got it. They are left open: who waits with them ends them when
    ///     nothing more is shown of them.
    ///   - later: The turn that wants it: what came after it stays.
    func takeBack(
        in conversation: ConversationID,
        from senderID: Int64?,
        turnID: Int64? = nil,
        onlyWaiting: Bool,
        running: Set<Int64> = [],
        before later: Turn
    ) async throws -> TakenBack {
        try await write { db in
            let conversation = try Self.current(conversation, in: db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT id, incoming, receivedAt FROM turn
                    WHERE chatID = ? AND messageThreadID = ? AND incoming IS NOT NULL
                        AND isQuestion AND state = 'received' AND id < ?
                        AND (? IS NULL OR senderID = ? OR senderID <= 0) AND (? IS NULL OR id = ?)
                        AND (isWaiting OR NOT ?)
                    ORDER BY id
                    """,
                arguments: [
                    conversation.chatID, conversation.messageThreadID ?? 0, later.id, senderID, senderID, turnID,
                    turnID, onlyWaiting,
                ]
            )
            var taken = TakenBack()
            for turn in rows.compactMap(Self.turn) {
                try Self.put([], of: turn, in: db)
                try db.execute(
                    sql: "UPDATE turn SET state = 'generated', isWaiting = FALSE, outcome = 'cancelled' WHERE id = ?",
                    arguments: [turn.id]
                )
                taken.turns.append(turn)
                guard !running.contains(turn.id) else { continue }
                let hasMessages = try Bool.fetchOne(
                    db,
                    sql: "SELECT TRUE FROM part WHERE turnID = ?",
                    arguments: [turn.id]
                )
                if hasMessages == nil { try Self.close(turn: turn.id, in: db) } else { taken.leftovers.append(turn) }
            }
            // Who asks again is told again.
            for senderID in Set(taken.turns.map { $0.incoming.senderID ?? 0 }) {
                if let notice = try Self.endOutage(in: conversation, for: senderID, db) { taken.notices.append(notice) }
            }
            return taken
        }
    }

    /// The longest question that is made of several, in UTF-16 units: as long as one message can be (Bot API, `sendMessage`).
    static let longestQuestion = 4096

    /// Joins to a question what the same person wrote behind it, as far as that waits too, but not over somebody else's question, answered by
    /// now or not: what was written after that may be about it.
    static func join(to turn: inout Turn, _ row: Row, in db: GRDB.Database) throws {
        guard case .text(var text) = turn.incoming.event else { return }
        let conversation = ConversationID(chatID: row["chatID"], messageThreadID: row["messageThreadID"])
        let resetAt = try resetAt(conversation, in: db)
        let others = try Row.fetchAll(
            db,
            sql: """
                SELECT id, senderID, isWaiting, incoming, receivedAt FROM turn
                WHERE chatID = ? AND messageThreadID = ? AND id > ? AND isQuestion ORDER BY id
                """,
            arguments: [row["chatID"] as Int64, row["messageThreadID"] as Int64, turn.id]
        )
        var joined: [Int64] = []
        // What was said before a reset is not part of the conversation behind it.
        let isBeforeReset = turn.id <= resetAt
        for other in others {
            let senderID: Int64 = other["senderID"]
            guard senderID == row["senderID"] else { break }
            // Taken back, for instance.
            if (other["incoming"] as Data?) == nil { continue }
            guard other["isWaiting"], let next = Self.turn(other),
                (next.id <= resetAt) == isBeforeReset, case .text(let more) = next.incoming.event,
                text.utf16.count + 2 + more.utf16.count <= longestQuestion
            else { break }
            text += "\n\n" + more
            turn.incoming.messageID = next.incoming.messageID
            joined.append(next.id)
        }
        guard !joined.isEmpty else { return }
        turn.incoming.event = .text(text)
        for id in joined { try close(turn: id, as: .done, in: db) }
        try db.execute(
            sql: "UPDATE turn SET incoming = ? WHERE id = ?",
            arguments: [try JSONEncoder().encode(turn.incoming), turn.id]
        )
    }
}
