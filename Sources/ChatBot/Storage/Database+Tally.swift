import GRDB

/// What is counted for good.
enum Tally: String, Sendable, CaseIterable {
    /// New messages of which it was not known whether they were sent.
    case sendsInDoubt
    /// Those of them that were found in the chat.
    case foundAgain
    /// Those that were not found, and were sent again; a few may be in the chat twice.
    case sentAgain
}

extension Database {
    func count(_ tally: Tally) async throws {
        try await write { db in
            try db.execute(
                sql: "INSERT INTO tally (name, count) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET count = count + 1",
                arguments: [tally.rawValue]
            )
        }
    }

    /// How often each of what is counted has happened since the database was made.
    func tallies() async throws -> [Tally: Int] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT name, count FROM tally").reduce(into: [:]) { tallies, row in
                if let tally = Tally(rawValue: row["name"]) { tallies[tally] = row["count"] }
            }
        }
    }
}
