import GRDB

/// What answers took, counted for each person. It is no part of a conversation: neither a reset nor pruning touches it.
extension Database {
    /// Counts an answer.
    static func count(_ figures: Figures, of turn: Turn, in db: GRDB.Database) throws {
        let isTimed = figures.predictedTokens != nil && figures.predictedPerSecond ?? 0 > 0
        let timedTokens = isTimed ? figures.predictedTokens ?? 0 : 0
        let seconds = isTimed ? Double(timedTokens) / (figures.predictedPerSecond ?? 1) : 0
        try db.execute(
            sql: """
                INSERT INTO usage (
                    senderID, answers, promptTokens, cachedTokens, predictedTokens, timedTokens, predictedSeconds
                ) VALUES (?, 1, ?, ?, ?, ?, ?)
                ON CONFLICT (senderID) DO UPDATE SET answers = answers + 1,
                    promptTokens = promptTokens + excluded.promptTokens,
                    cachedTokens = cachedTokens + excluded.cachedTokens,
                    predictedTokens = predictedTokens + excluded.predictedTokens,
                    timedTokens = timedTokens + excluded.timedTokens,
                    predictedSeconds = predictedSeconds + excluded.predictedSeconds
                """,
            arguments: [
                turn.incoming.personID, figures.promptTokens ?? 0, figures.cachedTokens ?? 0,
                figures.predictedTokens ?? 0, timedTokens, seconds,
            ]
        )
    }

    /// What the answers to a person took.
    func usage(of senderID: Int64) async throws -> Usage {
        try await read { db in
            let row = try Row.fetchOne(db, sql: "SELECT * FROM usage WHERE senderID = ?", arguments: [senderID])
            return row.map(Self.usage) ?? Usage()
        }
    }

    /// What the answers to everybody took, and how many people have had one.
    func usageOfAll() async throws -> (usage: Usage, people: Int) {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*) AS people, ifnull(sum(answers), 0) AS answers, ifnull(sum(promptTokens), 0) AS promptTokens,
                        ifnull(sum(cachedTokens), 0) AS cachedTokens, ifnull(sum(predictedTokens), 0) AS predictedTokens,
                        ifnull(sum(timedTokens), 0) AS timedTokens, total(predictedSeconds) AS predictedSeconds
                    FROM usage
                    """
            )
            return row.map { (Self.usage($0), $0["people"]) } ?? (Usage(), 0)
        }
    }

    private static func usage(_ row: Row) -> Usage {
        Usage(
            answers: row["answers"],
            promptTokens: row["promptTokens"],
            cachedTokens: row["cachedTokens"],
            predictedTokens: row["predictedTokens"],
            timedTokens: row["timedTokens"],
            predictedSeconds: row["predictedSeconds"]
        )
    }
}
