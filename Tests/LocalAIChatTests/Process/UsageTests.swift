import Foundation
import Subprocess
import Testing

@testable import LocalAIChat

@Suite("The program's usage", .timeLimit(.minutes(10))) struct UsageTests {
    @Test("--help names the commands and settings", arguments: [[], ["run"], ["check"], ["sandbox"], ["backup"]])
    func help(command: [String]) async throws {
        let outcome = try await Program.run(command + ["--help"])
        #expect(outcome.status == 0)
        #expect(outcome.error.isEmpty)
        if command.isEmpty {
            for name in ["run", "check", "sandbox", "backup"] { #expect(outcome.output.contains("\n  \(name)")) }
        } else {
            for setting in Setting.all {
                #expect(outcome.output.contains("--\(setting.flag) "))
                #expect(outcome.output.contains(setting.name))
            }
        }
    }

    @Test("Without a token: one line that says where to get one, and how to do without", arguments: [[], ["run"]])
    func noToken(command: [String]) async throws {
        let outcome = try await Program.run(command)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.error.split(separator: "\n").count == 1)
        for text in ["BOT_TOKEN", "@BotFather", "localaichat sandbox"] { #expect(outcome.error.contains(text)) }
    }

    @Test("A malformed setting: one line, status 64", arguments: [["run"], ["sandbox"], []])
    func malformed(command: [String]) async throws {
        let environment = ["BOT_TOKEN": "12345678 ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
        let outcome = try await Program.run(command, environment: environment)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.error.hasPrefix("localaichat: BOT_TOKEN (environment): expected"))
        #expect(outcome.error.split(separator: "\n").count == 1)
        #expect(!outcome.error.contains("ABCDEFGH"))
    }

    @Test("An unknown key of the file in the working directory")
    func unknownKey() async throws {
        try await withTemporaryFolder { folder in
            try "max_token: 5\n".write(toFile: "\(folder)/localaichat.yaml", atomically: true, encoding: .utf8)
            let outcome = try await Program.run(["run"], in: folder)
            #expect(outcome.status == 64)
            #expect(outcome.error.hasPrefix("localaichat: max_token (localaichat.yaml): unknown key"))
        }
    }

    @Test(
        "An unknown flag or a token in the wrong place",
        arguments: ["--nonsense", "12345678:ABCDEFGHIJKLMNOPQRSTUVW"]
    )
    func unknownFlag(argument: String) async throws {
        let outcome = try await Program.run(["run", argument])
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(!outcome.error.contains("ABCDEFGH"))
    }

    @Test("A signal before the settings are read ends it with status 0", arguments: [[], ["check"], ["sandbox"]])
    func earlySignal(command: [String]) async throws {
        try await withTemporaryFolder { folder in
            // Long enough to be still read when the signal comes, and not right. Linux says what a process catches.
            let long = String(repeating: "# a line\n", count: 300_000)
            try long.write(toFile: "\(folder)/.env", atomically: true, encoding: .utf8)
            let outcome = try await Program.run(command + ["--max-tokens", "x"], in: folder) { program in
                let script = """
                    for i in $(seq 500); do
                        grep -q '^SigCgt:.*[4-7c-f]...$' /proc/$0/status && break
                        sleep 0.02
                    done
                    kill -TERM $0
                    """
                _ = try await Subprocess.run(
                    .name("sh"),
                    arguments: ["-c", script, "\(program.processID)"],
                    output: .discarded
                )
            }
            #expect(outcome.status == 0)
            #expect(outcome.output.isEmpty && outcome.error.isEmpty)
        }
    }

    @Test("A database that can't be opened: one line, status 1")
    func database() async throws {
        let environment = ["BOT_TOKEN": "1234:abc", "DATABASE_URL": "/dev/null/bot.sqlite"]
        let outcome = try await Program.run(["run"], environment: environment)
        #expect(outcome.status == 1)
        #expect(outcome.error.contains("/dev/null/bot.sqlite"))
        #expect(outcome.error.split(separator: "\n").count == 1)
    }
}
