import GRDB
import LlamaServer

/// What the bot's database says of its turns. It is never changed nor kept open: a bot that starts finds it as the
/// killed one left it.
struct TurnTable: Sendable {
    /// From the first state of a turn to the last.
    static let states = ["received", "generating", "generated", "delivering"]

    struct Exchange: Sendable {
        var questions: [Int]
        var answer: Int?
    }

    var path: String

    /// How many open turns there are in each state; nothing before there is a database.
    func open() -> [String: Int] { read(Self.open) ?? [:] }

    private static func open(in db: GRDB.Database) throws -> [String: Int] {
        let sql = "SELECT state, count(*) FROM turn WHERE incoming IS NOT NULL GROUP BY state"
        return Dictionary(uniqueKeysWithValues: try Row.fetchAll(db, sql: sql).map { ($0[0], $0[1]) })
    }

    /// Hands the open turns over again and again, each time while the bot is kept from writing, until `body` has what it wants.
    ///
    /// - Returns: What `body` returned last.
    func betweenWrites(for limit: Duration, _ body: @Sendable ([String: Int]) throws -> Bool) async throws -> Bool {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try await wait(limit, every: .milliseconds(1)) {
            try await queue.writeWithoutTransaction { db in
                var isOver = false
                try db.inTransaction(.immediate) {
                    isOver = try body(try Self.open(in: db))
                    return .rollback
                }
                return isOver
            }
        }
    }

    /// What was said in a chat, as the model will see it again.
    func exchanges(inChat chatID: Int64, threadID: Int?) -> [Exchange] {
        let rows = read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT role, content FROM message WHERE chatID = ? AND messageThreadID = ? ORDER BY id",
                arguments: [chatID, threadID ?? 0]
            )
        }
        var exchanges: [Exchange] = []
        for row in rows ?? [] {
            let numbers = Question.numbers(in: row["content"])
            if row["role"] == ChatMessage.Role.user.rawValue {
                exchanges.append(Exchange(questions: numbers))
            } else if !exchanges.isEmpty {
                exchanges[exchanges.count - 1].answer = numbers.last
            }
        }
        return exchanges
    }

    /// What the bot counts over its whole life.
    func tally() -> [String: Int] {
        let rows = read { try Row.fetchAll($0, sql: "SELECT * FROM tally") }
        guard let rows else { return [:] }
        var tally: [String: Int] = [:]
        for row in rows where row.count >= 2 { tally["\(row[0] as String)"] = row[1] }
        return tally
    }

    private func read<T>(_ body: (GRDB.Database) throws -> T?) -> T? {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        guard let queue = try? DatabaseQueue(path: path, configuration: configuration) else { return nil }
        defer { try? queue.close() }
        return try? queue.read(body)
    }
}
