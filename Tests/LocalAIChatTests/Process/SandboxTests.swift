import Foundation
import LlamaServerTesting
import Subprocess
import Testing

@testable import LocalAIChat

@Suite("localaichat sandbox", .timeLimit(.minutes(5))) struct SandboxTests {
    @Test("A script gets all answers, in order, also long ones", arguments: RealLlamaServer.allCases)
    func conversation(server: RealLlamaServer) async throws {
        try await server.run { url in
            let outcome = try await Program.run(
                ["sandbox", "--name", "Anna"],
                environment: ["LLAMA_SERVER_URL": url, "TEMPERATURE": "0"],
                input: "my name is Anna\nHello!\nwhat is my name?\n/start\nwhat is my name?\n"
            )
            #expect(outcome.status == 0)
            #expect(outcome.error.isEmpty)
            let answers = outcome.output.components(separatedBy: "LocalAIChat: ").dropFirst()
            #expect(answers.count == 5, "\(outcome.output)")
            #expect(answers.dropFirst(2).first?.contains("Anna") == true, "\(outcome.output)")
            // After /start the name is forgotten.
            #expect(answers.last?.contains("Anna") == false, "\(outcome.output)")
        }
    }

    @Test("The language is the shell's, and a button is pressed by its number")
    func button() async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { url in
            // The bot itself takes the first control character out.
            await llama.always("/v1/chat/completions", .chat("\u{1B}[2J\u{202E}Привет!"))
            let outcome = try await Program.run(
                ["sandbox"],
                environment: ["LLAMA_SERVER_URL": url, "LANG": "ru_RU.UTF-8"],
                input: "привет\n/press 1\nпривет\n"
            )
            #expect(outcome.status == 0)
            let answers = outcome.output.split(separator: "\n", maxSplits: 1).last ?? ""
            #expect(answers.hasPrefix("LocalAIChat: [2J\u{FFFD}Привет!\n  [1] 🔄 Сбросить контекст\n"))
            #expect(!outcome.output.contains("\u{1B}"))
            let bodies = await llama.requests.filter { $0.path == "/v1/chat/completions" }.map(\.body)
            #expect(bodies.count == 2)
            // The button has reset the conversation: the model sees one message of the person's again.
            #expect(bodies.last.map { $0.components(separatedBy: "\"user\"").count - 1 } == 1)
        }
    }

    @Test(
        "The server is away: the person reads once that the answer will be late, the owner the cause; it does not wait"
    )
    func noServer() async throws {
        let outcome = try await Program.run(
            ["sandbox", "--language-code", "ru", "--llama-server-url", "http://127.0.0.1:1"],
            input: "привет\nкто ты?\n/help\n/press 1\n/cancel\n"
        )
        #expect(outcome.status == 0)
        #expect(outcome.output.components(separatedBy: LogicCheck.excuse).count == 2, "\(outcome.output)")
        let answers = outcome.output.components(separatedBy: "LocalAIChat: ").dropFirst()
        // The notice, /help and /cancel; the button has a word of its own.
        #expect(answers.count == 3, "\(outcome.output)")
        #expect(outcome.output.contains("\n(this waits for the LLaMA server, too)\n"))
        #expect(!outcome.output.contains("(no answer came)"))
        #expect(outcome.output.contains(LogicCheck.excuse))
        #expect(outcome.error.contains("⚠️ LLaMA server is not available."))
    }

    @Test("An input without a line ends at once", arguments: ["", "\n\n"])
    func emptyInput(input: String) async throws {
        let outcome = try await Program.run(
            ["sandbox"],
            environment: ["LLAMA_SERVER_URL": "http://127.0.0.1:1"],
            input: input
        )
        #expect(outcome.status == 0)
        // Nothing but where the page is, once.
        #expect(outcome.output.wholeMatch(of: /The chat page: http:\/\/127\.0\.0\.1:\d+\/\n/) != nil)
    }

    @Test("A signal ends it cleanly while an answer is waited for", arguments: [Signal.interrupt, .terminate])
    func signal(signal: Signal) async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { url in
            await llama.always("/v1/chat/completions", .init(steps: [.hold]))
            let clock = ContinuousClock()
            var end = clock.now
            let outcome = try await Program.run(["sandbox"], environment: ["LLAMA_SERVER_URL": url], input: "hi\n") {
                program in
                await llama.requests(1, to: "/v1/chat/completions")
                end = clock.now
                try program.send(signal)
            }
            #expect(clock.now - end < .seconds(5))
            #expect(outcome.status == 0)
        }
    }

    @Test("With the flag --database-url the conversation lasts")
    func database() async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { url in
            try await withTemporaryFolder { folder in
                for _ in 0..<2 {
                    let outcome = try await Program.run(
                        ["sandbox", "--database-url", "sqlite:chat.sqlite"],
                        environment: ["LLAMA_SERVER_URL": url],
                        in: folder,
                        input: "hi\n"
                    )
                    #expect(outcome.output.contains("OK"))
                }
                #expect(FileManager.default.fileExists(atPath: "\(folder)/chat.sqlite"))
            }
            let bodies = await llama.requests.filter { $0.path == "/v1/chat/completions" }.map(\.body)
            #expect(bodies.last?.contains("\"assistant\"") == true)
        }
    }

    @Test(
        "The bot's own database is not touched",
        arguments: [
            (["DATABASE_URL": "bot.sqlite"], nil, nil), ([:], "DATABASE_URL=bot.sqlite", nil),
            ([:], nil, "database_url: bot.sqlite"), (["DATABASE_URL": "postgres://db/bot"], nil, nil),
        ] as [([String: String], String?, String?)]
    )
    func ownersDatabase(environment: [String: String], dotEnv: String?, yaml: String?) async throws {
        try await withTemporaryFolder { folder in
            try dotEnv?.write(toFile: "\(folder)/.env", atomically: true, encoding: .utf8)
            try yaml?.write(toFile: "\(folder)/localaichat.yaml", atomically: true, encoding: .utf8)
            let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            let outcome = try await Program.run(
                ["sandbox", "--llama-server-url", "http://127.0.0.1:1"],
                environment: environment,
                in: folder,
                input: "hi\n"
            )
            #expect(outcome.status == 0, "\(outcome.error)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)
        }
    }

    @Test("--help says which database is used")
    func help() async throws {
        let words = try await Program.run(["sandbox", "--help"]).output.split(whereSeparator: \.isWhitespace)
        #expect(words.joined(separator: " ").contains("unless the flag --database-url is given"))
    }

    @Test("--help has the sandbox's own flags before the bot's settings")
    func order() async throws {
        let help = try await Program.run(["sandbox", "--help"]).output
        let flags = help.split(separator: "\n").filter { $0.hasPrefix("  --") }
            .map { String($0.dropFirst(4).prefix { !$0.isWhitespace }) }
        let own = ["port", "listen", "no-open", "no-terminal", "bot", "name", "language-code"]
        #expect(Array(flags.prefix(own.count)) == own)
        #expect(flags.dropFirst(own.count).first == "config")
        #expect(Set(Setting.all.map(\.flag)).isSubset(of: flags))
    }

    @Test(
        "The language of the shell",
        arguments: [
            (["LANG": "ru_RU.UTF-8"], "ru"), (["LANG": "C"], "en"), ([:], "en"), (["LANG": "POSIX"], "en"),
            (["LANG": "de", "LC_ALL": ""], "de"), (["LANG": "de", "LC_ALL": "ru_RU"], "ru"),
            (["LANG": "C.UTF-8"], "en"),
        ] as [([String: String], String)]
    )
    func languageCode(environment: [String: String], expected: String) {
        #expect(SandboxCommand.languageCode(in: environment) == expected)
    }
}
