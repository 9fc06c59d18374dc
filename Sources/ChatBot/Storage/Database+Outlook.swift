import GRDB

extension Database {
    /// How it stands with a turn, and all that its answer needs, in one look.
    func outlook(for turn: Turn) async throws -> Outlook {
        try await read { try Self.outlook(for: turn, in: $0) }
    }

    static func outlook(for turn: Turn, in db: GRDB.Database) throws -> Outlook {
        let statement = try db.cachedStatement(
            sql: "SELECT state, isWaiting, attempts, incoming IS NOT NULL FROM turn WHERE id = ?"
        )
        guard let row = try Row.fetchOne(statement, arguments: [turn.id]) else { return Outlook() }
        var outlook = Outlook(state: Turn.State(rawValue: row[0]), isWaiting: row[1], attempts: row[2])
        let isOpen: Bool = row[3]
        if case .text = turn.incoming.event, isOpen {
            let version = try ConversationHistory.Version(of: turn.incoming.conversation, in: db)
            outlook.history = try history(version, for: turn, in: db)
        }
        return outlook
    }
}
