import GRDB

/// A bot's database with the conversations of years.
struct FilledDatabase {
    /// The file, with its tables.
    var path: String

    var messages = 1_000_000
    var conversations = 1000
    /// Every so many messages are of the first chat: a hundred thousand of a million.
    private static let shareOfFirst = 10

    /// Fills it: messages of all conversations in turns, as they come in.
    ///
    /// - Parameter chatIDs: Chats among those conversations, the first of which gets the most.
    /// - Returns: The size of the file for each message, in bytes.
    func fill(chatIDs: [Int64]) throws -> Double {
        var configuration = Configuration()
        configuration.journalMode = .default
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        try queue.writeWithoutTransaction { db in
            // Nothing here is worth being kept where the machine fails.
            try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
            try db.inTransaction {
                try db.execute(sql: "CREATE TEMP TABLE chatOf (number INTEGER PRIMARY KEY, chatID INTEGER NOT NULL)")
                for number in 0..<conversations {
                    let chatID = number < chatIDs.count ? chatIDs[number] : Int64(1_000_000 + number)
                    try db.execute(sql: "INSERT INTO chatOf VALUES (?, ?)", arguments: [number, chatID])
                }
                try addMessages(to: db)
                // The turns of these messages are gone; the next ones come behind them.
                try db.execute(
                    sql: """
                        DELETE FROM sqlite_sequence WHERE name = 'turn';
                        INSERT INTO sqlite_sequence (name, seq) VALUES ('turn', \(messages))
                        """
                )
                return .commit
            }
            try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        return try queue.read { db in
            let pages = try Int.fetchOne(
                db,
                sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            )
            return Double(pages ?? 0) / Double(messages)
        }
    }

    /// A question and its answer for each chat, over and over again.
    private func addMessages(to db: GRDB.Database) throws {
        try db.execute(
            sql: """
                WITH RECURSIVE exchange (number) AS (
                    SELECT 1 UNION ALL SELECT number + 1 FROM exchange WHERE number < \(messages / 2)
                )
                INSERT INTO message (chatID, messageThreadID, turnID, role, content, createdAt)
                SELECT
                    chatID, 0, exchange.number, role, role || ' ' || exchange.number || ': ' || ?,
                    1700000000 + exchange.number * 60
                FROM exchange
                JOIN chatOf ON chatOf.number = iif(
                    exchange.number % \(Self.shareOfFirst) = 0, 0, 1 + exchange.number % \(conversations - 1)
                )
                JOIN (SELECT 'user' AS role UNION ALL SELECT 'assistant')
                """,
            arguments: [DurabilityScene.chatter]
        )
    }
}
