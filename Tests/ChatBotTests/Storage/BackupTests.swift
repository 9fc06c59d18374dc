import Foundation
import GRDB
import LlamaServer
import Testing

@testable import ChatBot

@Suite("A backup", .timeLimit(.minutes(10))) struct BackupTests {
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "localaichat-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func incoming(_ text: String) -> Incoming {
        Incoming(conversation: ConversationID(chatID: 1), messageID: 1, isInGroup: false, event: .text(text))
    }

    /// A turn from its arrival to its end.
    private func take(_ number: Int, in database: BotDatabase) async throws {
        let incoming = incoming("question \(number)")
        let turn = try #require(try await database.receive(incoming, updateID: number)).turn
        let exchange = Exchange(question: "question \(number)", answer: "answer \(number)")
        try await database.store(Reply("answer \(number)", to: incoming), exchange: exchange, of: turn)
        try await database.close(turn)
    }

    private func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// What is wrong with a file, by SQLite's own check.
    private func faults(_ path: String) async throws -> [String] {
        try await DatabaseQueue(path: path).read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    }

    @Test("holds all there is, is for its owner alone, and is a database that the bot can go on with")
    func copy() async throws {
        try await withFolder { folder in
            let (path, target) = (folder.path + "/bot.sqlite", folder.path + "/copy.sqlite")
            let database = try BotDatabase(path: path)
            for number in 0..<20 { try await take(number, in: database) }
            let open = try #require(try await database.receive(incoming("open"), updateID: 99)).turn

            let summary = try await BotDatabase.backup(path: path, to: target)
            #expect(summary.messages == 40)
            #expect(summary.openTurns == 1)
            let attributes = try FileManager.default.attributesOfItem(atPath: target)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(attributes[.size] as? Int == summary.bytes)
            #expect(try names(in: folder) == ["bot.sqlite", "bot.sqlite-shm", "bot.sqlite-wal", "copy.sqlite"])
            #expect(try await faults(target) == ["ok"])

            let copy = try BotDatabase(path: target)
            #expect(try await copy.openTurns().map(\.incoming.event) == [.text("open")])
            let last = try await copy.history(of: open.incoming.conversation).messages.suffix(2)
            #expect(last.map(\.content) == ["question 19", "answer 19"])
            // What comes next has a number of its own, and what came before is known.
            #expect(try await copy.receive(incoming("again"), updateID: 99) == nil)
            #expect(try #require(try await copy.receive(incoming("next"), updateID: 100)).turn.id > open.id)
        }
    }

    @Test("is of one moment while turns are written")
    func whileWriting() async throws {
        try await withFolder { folder in
            let path = folder.path + "/bot.sqlite"
            let database = try BotDatabase(path: path)
            for number in 0..<50 { try await take(number, in: database) }
            let (written, report) = AsyncStream.makeStream(of: Int.self)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    var number = 50
                    while !Task.isCancelled {
                        try await take(number, in: database)
                        report.yield(number)
                        number += 1
                    }
                }
                var iterator = written.makeAsyncIterator()
                var counts: [Int] = []
                for number in 0..<10 {
                    // Something was written since the last one, and something is written meanwhile.
                    _ = await iterator.next()
                    let target = "\(folder.path)/\(number).sqlite"
                    let summary = try await BotDatabase.backup(path: path, to: target)
                    counts.append(summary.messages)
                    // A question is there with its answer, or is not there.
                    #expect(summary.messages.isMultiple(of: 2))
                    #expect(try await faults(target) == ["ok"])
                    let copy = try DatabaseQueue(path: target)
                    let questions = try await copy.read { db in
                        try Int.fetchOne(db, sql: "SELECT count(DISTINCT turnID) FROM message")
                    }
                    #expect(questions == summary.messages / 2)
                }
                group.cancelAll()
                #expect(counts == counts.sorted() && counts.first != counts.last)
                while let result = await group.nextResult() {
                    if case .failure(let error) = result, !(error is CancellationError) { throw error }
                }
            }
        }
    }

    @Test("leaves out what was deleted")
    func deleted() async throws {
        try await withFolder { folder in
            let (path, target) = (folder.path + "/bot.sqlite", folder.path + "/copy.sqlite")
            let database = try BotDatabase(path: path)
            try await take(1, in: database)
            let reset = try #require(try await database.receive(incoming("/start"), updateID: 2)).turn
            try await database.reset(ConversationID(chatID: 1), at: reset)
            #expect(try await BotDatabase.backup(path: path, to: target).messages == 0)
            #expect(try Data(contentsOf: URL(fileURLWithPath: target)).range(of: Data("answer 1".utf8)) == nil)
        }
    }

    @Test("is made of a database that no bot works with, and of what a killed one has left in the -wal")
    func killed() async throws {
        try await withFolder { folder in
            let path = folder.path + "/bot.sqlite"
            do {
                let database = try BotDatabase(path: path)
                try await take(1, in: database)
                try FileManager.default.createDirectory(
                    atPath: folder.path + "/killed",
                    withIntermediateDirectories: true
                )
                for suffix in ["", "-wal"] {
                    try FileManager.default.copyItem(
                        atPath: path + suffix,
                        toPath: folder.path + "/killed/bot.sqlite" + suffix
                    )
                }
                try database.writer.close()
            }
            #expect(try await BotDatabase.backup(path: path, to: folder.path + "/a").messages == 2)
            let killed = folder.path + "/killed/bot.sqlite"
            #expect(try await BotDatabase.backup(path: killed, to: folder.path + "/b").messages == 2)
        }
    }

    @Test("never takes the place of a file by itself")
    func existing() async throws {
        try await withFolder { folder in
            let (path, target) = (folder.path + "/bot.sqlite", folder.path + "/copy.sqlite")
            _ = try BotDatabase(path: path)
            try Data("precious".utf8).write(to: URL(fileURLWithPath: target))
            let error = await #expect(throws: BotDatabaseError.self) {
                try await BotDatabase.backup(path: path, to: target)
            }
            #expect(error?.description == "database \(target): is there already; only --force replaces it")
            #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data("precious".utf8))
            _ = try await BotDatabase.backup(path: path, to: target, isReplacing: true)
            #expect(try await faults(target) == ["ok"])
        }
    }

    @Test(
        "never overwrites the database itself",
        arguments: ["bot.sqlite", "bot.sqlite-wal", "bot.sqlite-shm", "bot.sqlite-journal", "bot.sqlite.lock"]
    )
    func itself(name: String) async throws {
        try await withFolder { folder in
            let path = folder.path + "/bot.sqlite"
            let database = try BotDatabase(path: path)
            try await take(1, in: database)
            let link = folder.path + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path)
            for target in ["\(folder.path)/\(name)", "\(folder.path)/./\(name)", "\(link)/\(name)"] {
                let error = await #expect(throws: BotDatabaseError.self) {
                    try await BotDatabase.backup(path: path, to: target, isReplacing: true)
                }
                #expect(error?.description == "database \(target): belongs to the database itself; give another path")
            }
            #expect(try await BotDatabase.backup(path: path, to: folder.path + "/copy").messages == 2)
        }
    }

    @Test("knows the database by other names", arguments: ["symbolic", "hard"])
    func links(kind: String) async throws {
        try await withFolder { folder in
            let (path, target) = (folder.path + "/bot.sqlite", folder.path + "/other")
            let database = try BotDatabase(path: path)
            try await take(1, in: database)
            let files = FileManager.default
            if kind == "hard" {
                try files.linkItem(atPath: path, toPath: target)
            } else {
                try files.createSymbolicLink(atPath: target, withDestinationPath: path)
            }
            await #expect(throws: BotDatabaseError.self) {
                try await BotDatabase.backup(path: path, to: target, isReplacing: true)
            }
            // And the other way round: the bot was told the link.
            await #expect(throws: BotDatabaseError.self) {
                try await BotDatabase.backup(path: target, to: path + "-wal", isReplacing: true)
            }
        }
    }

    @Test("says in one line why it can't be, and leaves nothing behind")
    func failures() async throws {
        try await withFolder { folder in
            func file(_ name: String) -> String { folder.path + "/" + name }
            let database = try BotDatabase(path: file("good"))
            try await take(1, in: database)
            try Data(String(repeating: "no database ", count: 99).utf8).write(to: URL(fileURLWithPath: file("text")))
            try Data().write(to: URL(fileURLWithPath: file("empty")))
            try Data("old".utf8).write(to: URL(fileURLWithPath: file("left-wal")))
            try FileManager.default.createDirectory(atPath: file("folder"), withIntermediateDirectories: true)
            let newer = try DatabaseQueue(path: file("newer"))
            var migrator = BotDatabase.migrator
            migrator.registerMigration("from the future") { _ in }
            try migrator.migrate(newer)
            let before = try names(in: folder)

            let cases: [(source: String, target: String, culprit: String, reason: String)] = [
                ("missing", "new", "missing", "is not there; run this where the bot runs, or set DATABASE_URL"),
                ("text", "new", "text", "is damaged or not an SQLite database; move it away or give another path"),
                ("empty", "new", "empty", "is no database of LocalAIChat"),
                ("newer", "new", "newer", "was written by a newer version of LocalAIChat; use that one"),
                ("folder", "new", "folder", "can't be opened: it is a folder"),
                ("good", "folder", "folder", "is a folder; give the path of a new file"),
                ("good", "new/", "new/", "is a folder; give the path of a new file"),
                ("good", "absent/new", "absent/new", "can't be created: No such file or directory"),
                ("good", "text/new", "text/new", "can't be created: Not a directory"),
                ("good", "left", "left-wal", "is left of another database; move it away first"),
            ]
            for (source, target, culprit, reason) in cases {
                let error = await #expect(throws: BotDatabaseError.self) {
                    try await BotDatabase.backup(path: file(source), to: file(target), isReplacing: true)
                }
                #expect(error?.description == "database \(file(culprit)): \(reason)")
            }
            #expect(try names(in: folder) == before)
        }
    }

    @Test("finds a damaged table")
    func damaged() async throws {
        try await withFolder { folder in
            let path = folder.path + "/bot.sqlite"
            do {
                let database = try BotDatabase(path: path)
                for number in 0..<200 { try await take(number, in: database) }
                try database.writer.close()
            }
            // All but the first pages, which say what there is.
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            let size = try handle.seekToEnd()
            try handle.seek(toOffset: size / 2)
            try handle.write(contentsOf: Data(repeating: 0xA5, count: Int(size / 2)))
            try handle.close()
            let before = try names(in: folder)
            let error = await #expect(throws: BotDatabaseError.self) {
                try await BotDatabase.backup(path: path, to: folder.path + "/copy")
            }
            #expect(error?.description.hasPrefix("database \(path): is damaged") == true, "\(error?.description ?? "")")
            #expect(try names(in: folder).filter { $0.hasPrefix("copy") }.isEmpty, "\(before)")
        }
    }

    @Test("that is interrupted leaves nothing behind")
    func interrupted() async throws {
        try await withFolder { folder in
            let path = folder.path + "/bot.sqlite"
            let database = try BotDatabase(path: path)
            try await take(1, in: database)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await BotDatabase.backup(path: path, to: folder.path + "/copy")
            }
            let error = await #expect(throws: BotDatabaseError.self) { try await task.value }
            #expect(error?.reason == "the backup was interrupted, and nothing was saved")
            #expect(try names(in: folder).filter { $0.hasPrefix("copy") }.isEmpty)
        }
    }
}
