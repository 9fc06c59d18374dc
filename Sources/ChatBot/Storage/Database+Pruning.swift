import Foundation
import GRDB

extension Database {
    /// Deletes what was said before a time, the oldest first. A question and its answer go together.
    ///
    /// - Parameter count: How many messages at most; at least 2.
    /// - Returns: How many were deleted; 0 where there are no more.
    func deleteMessages(before time: Date, atMost count: Int) async throws -> Int {
        try await write { db in
            // One more than wanted, to see whether that one is the answer to the last question. They have the same time.
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT id, turnID FROM message WHERE createdAt < ? ORDER BY createdAt, id LIMIT ?",
                arguments: [time.timeIntervalSince1970, count + 1]
            )
            let next: Int64? = rows.count > count ? rows[count]["turnID"] : nil
            let ids: [Int64] = rows.prefix(count).filter { $0["turnID"] != next }.map { $0["id"] }
            try Self.delete(ids, from: "message", db)
            return ids.count
        }
    }

    /// Deletes turns that are closed and were received before a time, with what is known of their messages.
    ///
    /// - Parameters:
    ///   - kept: How many of the newest closed turns are kept.
    ///   - count: How many turns at most.
    /// - Returns: How many were deleted; 0 where there are no more.
    func deleteClosedTurns(before time: Date, keeping kept: Int, atMost count: Int) async throws -> Int {
        try await write { db in
            let oldestKept = try Int64.fetchOne(
                db,
                sql: "SELECT id FROM turn WHERE incoming IS NULL ORDER BY id DESC LIMIT 1 OFFSET ?",
                arguments: [kept - 1]
            )
            guard let oldestKept else { return 0 }
            let ids = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM turn WHERE incoming IS NULL AND receivedAt < ? AND +id < ?
                    ORDER BY receivedAt LIMIT ?
                    """,
                arguments: [time.timeIntervalSince1970, oldestKept, count]
            )
            try Self.delete(ids, of: "turnID", from: "part", db)
            try Self.delete(ids, from: "turn", db)
            return ids.count
        }
    }

    private static func delete(
        _ ids: [Int64],
        of column: String = "id",
        from table: String,
        _ db: GRDB.Database
    ) throws {
        let statement = try db.cachedStatement(sql: "DELETE FROM \(table) WHERE \(column) = ?")
        for id in ids { try statement.execute(arguments: [id]) }
    }
}
