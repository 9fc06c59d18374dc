import Foundation
import GRDB
import LlamaServer
import TelegramMarkdown
import Testing

@testable import ChatBot

/// A database that an older version has written goes on where it was.
@Suite(.timeLimit(.minutes(10))) struct OlderDatabaseTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("localaichat-\(UUID().uuidString)")

    /// As the version before waiting questions has left them: one not answered, one with half of its reply sent, one answered, and one
    /// that can't be read.
    @Test func takesUpWhatIsOpen() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent("bot.sqlite").path
        let question = #"""
            {"conversation":{"chatID":-1005,"messageThreadID":7},"messageID":11,"isInGroup":true,"languageCode":"ru",
            "senderID":42,"event":{"text":{"_0":"вопрос"}}}
            """#
        let command = #"""
            {"conversation":{"chatID":1},"messageID":12,"isInGroup":false,"event":{"command":{"_0":"help"}}}
            """#
        do {
            let older = try DatabaseQueue(path: path)
            try BotDatabase.migrator.migrate(older, upTo: "2")
            try await older.write { db in
                for (id, state, incoming) in [
                    (1, "done", nil), (2, "received", question), (3, "replied", command), (4, "received", "{broken"),
                    (5, "received", question),
                ] {
                    try db.execute(
                        sql: """
                            INSERT INTO turn (id, updateID, chatID, state, incoming, receivedAt)
                            VALUES (?, ?, ?, ?, ?, 5)
                            """,
                        arguments: [id, id, incoming == question ? -1005 : 1, state, incoming.map { Data($0.utf8) }]
                    )
                }
                let part = try Reply.Part(FormattedText("Half")).encoded()
                for (number, messageID) in [(0, 20), (1, nil)] {
                    try db.execute(
                        sql: "INSERT INTO part (turnID, number, content, messageID, isSent) VALUES (3, ?, ?, ?, ?)",
                        arguments: [number, part, messageID, messageID != nil]
                    )
                }
                try db.execute(
                    sql: """
                        INSERT INTO message (chatID, messageThreadID, turnID, role, content)
                        VALUES (-1005, 7, 1, 'user', 'before'), (-1005, 7, 1, 'assistant', 'said')
                        """
                )
            }
            try older.close()
        }
        let database = try BotDatabase(path: path)
        let open = try await database.openTurns()
        #expect(open.map(\.id) == [2, 3, 5])
        var states: [Turn.State?] = []
        for turn in open { states.append(try await database.state(of: turn)) }
        #expect(states == [.received, .delivering, .received])
        #expect(try await database.nextUnsentPart(of: open[1])?.number == 1)
        let history = try await database.history(of: open[0].incoming.conversation).messages
        #expect(history.map(\.content) == ["before", "said"])
        // They wait and are joined like any other.
        for turn in [open[0], open[2]] {
            _ = try await database.keepWaiting(turn, isAttemptCounted: false, word: Reply("late", to: turn.incoming))
        }
        let attempt = try await database.prepare(open[0])
        #expect(attempt?.turn.incoming.event == .text("вопрос\n\nвопрос"))
        let columns = try await database.writer.read { db in
            try Row.fetchAll(db, sql: "SELECT messageThreadID, senderID, isQuestion FROM turn WHERE id IN (2, 3)")
                .map { [$0["messageThreadID"] as Int, $0["senderID"], $0["isQuestion"]] }
        }
        #expect(columns == [[7, 42, 1], [0, 0, 0]])
    }
}
