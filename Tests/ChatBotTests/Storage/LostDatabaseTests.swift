import Foundation
import GRDB
import LlamaServerTesting
import TelegramSandbox
import Testing

@testable import ChatBot

/// A database in which nothing can be kept any more ends the bot, before anything else is acknowledged.
@Suite(.timeLimit(.minutes(10))) struct LostDatabaseTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "localaichat-\(UUID().uuidString)"
    )
    private var path: String { folder.appendingPathComponent("bot.sqlite").path }

    enum Loss: String, CaseIterable {
        case deleted, moved, damaged
    }

    @Test(arguments: Loss.allCases)
    func theBotEndsAndNothingIsLost(loss: Loss) async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let ending = await #expect(throws: BotDatabaseError.self) {
                    let bot = RunningBot(llamaURL: url, isHurried: true, database: try BotDatabase(path: path))
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { try await bot.run(on: sandbox) }
                        _ = try await anna.ask("hi")
                        try lose(loss)
                        await anna.send("and?")
                        try await group.waitForAll()
                    }
                }
                #expect(ending?.isLost == true)
                #expect(ending?.path == path)
                guard loss != .damaged else { return }
                // What it had not taken in is still at Telegram.
                let again = RunningBot(llamaURL: url, isHurried: true, database: try BotDatabase(path: path))
                try await again.run(on: sandbox) {
                    await server.script("/v1/chat/completions", .chat("once"))
                    _ = try await anna.reply(after: 0) { $0.text == "once" }
                }
            }
        }
    }

    private func lose(_ loss: Loss) throws {
        switch loss {
        case .deleted: try FileManager.default.removeItem(atPath: path)
        case .moved: try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
        case .damaged:
            let log = try FileHandle(forWritingTo: URL(fileURLWithPath: path + "-wal"))
            try log.truncate(atOffset: 0)
            try log.close()
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.write(contentsOf: [UInt8](repeating: 0x5a, count: 200_000))
            try file.close()
        }
    }

    @Test func theDatabaseOfAnotherProgramIsLeftAlone() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Self.makeForeignDatabase(at: path)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let error = #expect(throws: BotDatabaseError.self) { _ = try BotDatabase(path: path) }
        #expect(error?.reason.contains("another program") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func aLinkLeadsToTheSameLock() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try BotDatabase(path: path)
        let link = folder.appendingPathComponent("link.sqlite").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        let claim = try database.claim(forBot: 1)
        defer { claim.release() }
        let other = try BotDatabase(path: link)
        #expect(throws: BotDatabaseError.self) { _ = try other.claim(forBot: 1) }
    }
}

extension LostDatabaseTests {
    fileprivate static func makeForeignDatabase(at path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "CREATE TABLE conversation (id INTEGER)") }
        try queue.close()
    }
}
