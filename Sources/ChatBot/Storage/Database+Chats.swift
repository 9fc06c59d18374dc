import GRDB

extension Database {
    /// Whether Telegram has refused drafts in a chat.
    func areDraftsRefused(in chatID: Int64) async throws -> Bool {
        try await read { db in
            try Bool.fetchOne(db, sql: "SELECT areDraftsRefused FROM chat WHERE id = ?", arguments: [chatID]) ?? false
        }
    }

    /// Keeps, for good, that Telegram refuses drafts in a chat. Where the power takes that away, Telegram says it again.
    func keepThatDraftsAreRefused(in chatID: Int64) async throws {
        try await writeSoon { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO chat (id, areDraftsRefused) VALUES (?, TRUE)",
                arguments: [chatID]
            )
        }
    }
}
