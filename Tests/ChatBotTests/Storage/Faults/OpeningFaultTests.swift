import Foundation
import GRDB
import Testing

@testable import ChatBot

/// A disk that fails while a database of an older version is opened costs nothing of what is in it.
@Suite(.timeLimit(.minutes(10))) struct OpeningFaultTests {
    private static let messages = (0..<200).map { "message \($0) \(String(repeating: "text ", count: 20))" }

    /// A closed file of the version before the last, with conversations and open turns in it.
    private static func olderFile() throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appending(path: "localaichat-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "older.sqlite")
        let pool = try DatabasePool(path: file.path)
        try BotDatabase.migrator.migrate(pool, upTo: "2")
        try pool.write { db in
            for (number, text) in messages.enumerated() {
                try db.execute(
                    sql:
                        "INSERT INTO message (chatID, messageThreadID, turnID, role, content) VALUES (1, 0, ?, 'user', ?)",
                    arguments: [number, text]
                )
                try db.execute(
                    sql:
                        "INSERT INTO turn (updateID, chatID, state, incoming, receivedAt) VALUES (?, 1, 'received', ?, 0)",
                    arguments: [
                        number,
                        try JSONEncoder().encode(
                            Incoming(
                                conversation: ConversationID(chatID: 1),
                                messageID: number,
                                isInGroup: false,
                                event: .text(text)
                            )
                        ),
                    ]
                )
            }
        }
        try pool.close()
        return try Data(contentsOf: file)
    }

    @Test(arguments: DiskFault.Kind.allCases, [true, false])
    func nothingIsLost(kind: DiskFault.Kind, isPowerCut: Bool) async throws {
        let older = try Self.olderFile()
        var number = 1
        var count = Int.max
        while number <= count {
            let disk = try FaultyDisk()
            defer { disk.remove() }
            let path = "\(disk.folder)/bot.sqlite"
            try older.write(to: URL(filePath: path))
            disk.plan(DiskFault(kind: kind, number: number, isForGood: true))
            do {
                _ = try BotDatabase(path: path)
                // Where it is struck all the same, it was a write that can wait.
                if !disk.hasStruck { count = 0 }
            } catch let error as BotDatabaseError {
                #expect(disk.hasStruck)
                #expect(error.description.hasPrefix("database \(path): "))
                #expect(!error.description.contains("\n"))
            }
            disk.switchOff()
            try await disk.switchOn(losing: isPowerCut ? { true } : nil)
            disk.plan(nil)
            let database = try BotDatabase(path: path)
            let open = try await database.openTurns()
            let (integrity, messages) = try await database.read { db in
                (
                    try String.fetchAll(db, sql: "PRAGMA integrity_check"),
                    try String.fetchAll(db, sql: "SELECT content FROM message ORDER BY id")
                )
            }
            #expect(open.count == Self.messages.count, "\(kind) \(number)")
            #expect(integrity == ["ok"], "\(kind) \(number)")
            #expect(messages == Self.messages, "\(kind) \(number)")
            // All of the first, where files are made, and then some.
            number += number < 8 ? 1 : 11
        }
    }
}
