import Foundation
import LlamaServerTesting
import Subprocess
import TelegramSandbox
import Testing

@testable import ChatBot
@testable import LocalAIChat

@Suite("localaichat backup", .timeLimit(.minutes(5))) struct BackupCommandTests {
    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("saves the database of a bot that runs, and a bot goes on with the copy")
    func besideBot() async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { llamaURL in
            try await withSandbox { sandbox, environment in
                let person = await sandbox.person(firstName: "Anna")
                let environment = environment.merging(["LLAMA_SERVER_URL": llamaURL]) { $1 }
                try await withTemporaryFolder { folder in
                    try await Program.run([], environment: environment, in: folder) { program in
                        let first = await person.send("my name is Anna")
                        _ = try await person.replies(1, after: first)
                        await llama.script("/v1/chat/completions", .init(steps: [.hold]))
                        await person.send("what is my name?")
                        await llama.held(1)
                        // It needs no token.
                        let outcome = try await Program.run(["backup", "copy.sqlite"], in: folder)
                        #expect(outcome.status == 0, "\(outcome.error)")
                        #expect(outcome.output.hasPrefix("Saved 2 messages and 1 open turn in copy.sqlite ("))
                        #expect(outcome.output.split(separator: "\n").count == 1)
                        #expect(outcome.error.isEmpty)
                        let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/copy.sqlite")
                        #expect(attributes[.posixPermissions] as? Int == 0o600)
                        try program.send(.kill)
                    }
                    // What was open in it is answered, from what was said before.
                    let settings = environment.merging(["DATABASE_URL": "copy.sqlite"]) { $1 }
                    try await Program.run([], environment: settings, in: folder) { program in
                        await llama.requests(3, to: "/v1/chat/completions")
                        let last = await llama.requests.last { $0.path == "/v1/chat/completions" }
                        #expect(last?.body.contains("my name is Anna") == true)
                        #expect(last?.body.contains("what is my name?") == true)
                        try program.send(.terminate)
                    }
                }
            }
        }
    }

    @Test("replaces a file only with --force")
    func force() async throws {
        try await withTemporaryFolder { folder in
            _ = try Database(path: "\(folder)/bot.sqlite")
            let arguments = ["backup", "--database-url", "bot.sqlite", "copy.sqlite"]
            let first = try await Program.run(arguments, in: folder)
            #expect(first.status == 0)
            #expect(first.output.hasPrefix("Saved 0 messages and 0 open turns in copy.sqlite ("))
            let second = try await Program.run(arguments, in: folder)
            #expect(second.status == 1)
            #expect(second.output.isEmpty)
            #expect(second.error == "localaichat: database copy.sqlite: is there already; only --force replaces it\n")
            #expect(try await Program.run(arguments + ["--force"], in: folder).status == 0)
        }
    }

    @Test(
        "says in one line why nothing was saved, and leaves nothing behind",
        arguments: [
            ("absent.sqlite", "copy.sqlite", "database absent.sqlite: is not there; "),
            ("bot.sqlite", "bot.sqlite", "database bot.sqlite: belongs to the database itself; "),
            ("bot.sqlite", "./bot.sqlite-wal", "database ./bot.sqlite-wal: belongs to the database itself; "),
            ("bot.sqlite", "folder", "database folder: is a folder; "),
            ("bot.sqlite", "absent/copy.sqlite", "database absent/copy.sqlite: can't be created: "),
            ("text", "copy.sqlite", "database text: is damaged or not an SQLite database; "),
            ("folder", "copy.sqlite", "database folder: can't be opened: it is a folder"),
            (":memory:", "copy.sqlite", "database :memory:: is nowhere but in the bot's memory"),
        ]
    )
    func failures(source: String, target: String, line: String) async throws {
        try await withTemporaryFolder { folder in
            let database = try Database(path: "\(folder)/bot.sqlite")
            try database.checkWritable()
            try FileManager.default.createDirectory(atPath: "\(folder)/folder", withIntermediateDirectories: true)
            try String(repeating: "no database\n", count: 99)
                .write(toFile: "\(folder)/text", atomically: true, encoding: .utf8)
            let before = try names(in: folder)
            let arguments = ["backup", target, "--force"]
            let outcome = try await Program.run(arguments, environment: ["DATABASE_URL": source], in: folder)
            #expect(outcome.status == 1)
            #expect(outcome.output.isEmpty)
            #expect(outcome.error.hasPrefix("localaichat: \(line)"), "\(outcome.error)")
            #expect(outcome.error.split(separator: "\n").count == 1)
            #expect(try names(in: folder) == before)
        }
    }

    @Test("Where there is no room for it: one line, and no file")
    func noRoom() async throws {
        try await withTemporaryFolder { folder in
            let database = try Database(path: "\(folder)/bot.sqlite")
            let text = String(repeating: "a long question ", count: 20_000)
            let incoming = Incoming(
                conversation: ConversationID(chatID: 1),
                messageID: 1,
                isInGroup: false,
                event: .text(text)
            )
            _ = try await database.receive(incoming, updateID: 1)
            let before = try names(in: folder)
            // The shell gives files no more than 64 kB, and takes the signal away that would kill the program.
            let outcome = try await Program.run(
                ["backup", "copy.sqlite"],
                environment: ["DATABASE_URL": "bot.sqlite"],
                in: folder,
                preparation: "trap '' XFSZ && ulimit -f 128"
            )
            #expect(outcome.status == 1)
            #expect(outcome.error.hasPrefix("localaichat: database copy.sqlite: "), "\(outcome.error)")
            #expect(outcome.error.split(separator: "\n").count == 1)
            #expect(!outcome.error.contains("a long question"))
            #expect(try names(in: folder) == before)
        }
    }

    @Test("Without a path, or with a malformed setting: status 64")
    func usage() async throws {
        let noPath = try await Program.run(["backup"])
        #expect(noPath.status == 64)
        #expect(noPath.error.contains("<path>"))
        let malformed = try await Program.run(["backup", "copy"], environment: ["DATABASE_URL": "postgres://db/bot"])
        #expect(malformed.status == 64)
        #expect(malformed.error.split(separator: "\n").count == 1)
    }

    @Test(
        "What was saved, in one line",
        arguments: [
            (BackupSummary(messages: 0, openTurns: 0, bytes: 4096), "Saved 0 messages and 0 open turns in x (4.1 kB)"),
            (BackupSummary(messages: 1, openTurns: 1, bytes: 96_000), "Saved 1 message and 1 open turn in x (96 kB)"),
            (
                BackupSummary(messages: 2_000_000, openTurns: 3, bytes: 1_234_567_890),
                "Saved 2000000 messages and 3 open turns in x (1234.6 MB)"
            ),
        ]
    )
    func line(summary: BackupSummary, expected: String) {
        #expect(summary.line(target: "x") == expected)
    }
}
