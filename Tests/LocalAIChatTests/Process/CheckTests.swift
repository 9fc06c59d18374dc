import LlamaServerTesting
import Subprocess
import Testing

@testable import LocalAIChat
@testable import TelegramSandbox

@Suite("localaichat check", .timeLimit(.minutes(5))) struct CheckTests {
    private let deadURL = "http://127.0.0.1:1"

    private func withSandbox(
        _ body: @escaping @Sendable (_ environment: [String: String]) async throws -> Void
    ) async throws {
        let sandbox = TelegramSandbox()
        try await withBackground("the sandbox") {
            try await runGracefully(sandbox)
        } _: {
            let url = try await sandbox.apiURL()
            try await body(["BOT_TOKEN": sandbox.botToken, "TELEGRAM_API_URL": url])
        }
    }

    /// The first words of the table's lines, by their titles.
    private func outcomes(_ text: String) -> [String: String] {
        var outcomes: [String: String] = [:]
        for title in SetupCheck.Title.allCases.map(\.rawValue) {
            let line = text.split(separator: "\n").first { $0.dropFirst(6).hasPrefix(title) }
            outcomes[title] = line?.split(separator: " ").first.map(String.init)
        }
        return outcomes
    }

    @Test("All is well")
    func allWell() async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { llamaURL in
            await llama.always("/v1/chat/completions", .chat("Hello, I am here."))
            try await withSandbox { environment in
                let settings = environment.merging(["LLAMA_SERVER_URL": llamaURL]) { $1 }
                let outcome = try await Program.run(["check"], environment: settings)
                #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
                let outcomes = outcomes(outcome.output)
                #expect(outcomes.count == SetupCheck.Title.allCases.count)
                #expect(!outcomes.values.contains("FAIL") && !outcomes.values.contains("skip"), "\(outcome.output)")
                #expect(outcome.output.contains("@localaichat_bot"))
                #expect(outcome.output.contains("tokens per second") || outcome.output.contains("in one piece"))
                #expect(!outcome.output.contains("\u{1B}"))
                #expect(!outcome.output.contains(environment["BOT_TOKEN", default: "-"]))
            }
        }
    }

    @Test("Everything is down: each failure has its advice, and it doesn't take long")
    func allDown() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let settings = [
            "BOT_TOKEN": "1234:abc", "TELEGRAM_API_URL": deadURL, "LLAMA_SERVER_URL": deadURL,
            "DATABASE_URL": "/dev/null/bot.sqlite", "LC_ALL": "C.UTF-8",
        ]
        let outcome = try await Program.run(["check"], environment: settings)
        #expect(clock.now - start < .seconds(15))
        #expect(outcome.status == 1)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("❌") }.count == 3, "\(outcome.output)")
        #expect(lines.filter { $0.contains("→") }.count == 3)
        #expect(lines.filter { $0.hasPrefix("➖") }.count == 6)
        // The bot itself works: it says that it can't answer.
        #expect(lines.last?.hasPrefix("✅ Internal logic") == true, "\(outcome.output)")
        #expect(!outcome.output.contains("1234:abc"))
    }

    @Test("A bot that runs on the same database is no failure")
    func besideBot() async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { llamaURL in
            await llama.always("/v1/chat/completions", .chat("Hello, I am here."))
            try await withSandbox { environment in
                try await withTemporaryFolder { folder in
                    let settings = environment.merging(["LLAMA_SERVER_URL": llamaURL]) { $1 }
                    try await Program.run([], environment: settings, in: folder) { program in
                        try await program.output.wait(for: "Bot: ")
                        let outcome = try await Program.run(["check"], environment: settings, in: folder)
                        let outcomes = outcomes(outcome.output)
                        #expect(outcomes["Database"] == "ok", "\(outcome.output)")
                        #expect(outcomes["Internal logic"] == "ok", "\(outcome.output)")
                        try program.send(.terminate)
                    }
                }
            }
        }
    }

    @Test("Without a token: a failure that says what to do, and what works without")
    func noToken() async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { llamaURL in
            await llama.always("/v1/chat/completions", .chat("Hello, I am here."))
            let outcome = try await Program.run(["check"], environment: ["LLAMA_SERVER_URL": llamaURL])
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("localaichat sandbox"))
            #expect(outcomes(outcome.output).values.filter { $0 == "FAIL" }.count == 1, "\(outcome.output)")
        }
    }

    @Test("A malformed setting is a line of the table")
    func malformed() async throws {
        let outcome = try await Program.run(["check"], environment: ["MAX_TOKENS": "many"])
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("FAIL  Configuration"))
        #expect(outcome.output.contains("MAX_TOKENS (environment): expected a whole number"))
    }

    @Test("A token that Telegram does not know, and a key that the server refuses")
    func refused() async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { llamaURL in
            let refusal = #"{"error":{"message":"Invalid API Key","type":"authentication_error","code":401}}"#
            for path in ["/props", "/v1/models", "/v1/chat/completions", "/apply-template"] {
                await llama.always(path, .json(refusal, status: 401))
            }
            try await withSandbox { environment in
                let settings = ["BOT_TOKEN": "1234:wrong", "LLAMA_SERVER_URL": llamaURL, "LLAMA_API_KEY": "sk-wrong"]
                let outcome = try await Program.run(["check"], environment: environment.merging(settings) { $1 })
                #expect(outcome.status == 1)
                #expect(outcome.output.contains("Telegram does not know it"))
                #expect(outcome.output.contains("LLAMA_API_KEY"), "\(outcome.output)")
                #expect(!outcome.output.contains("sk-wrong") && !outcome.output.contains("1234:wrong"))
            }
        }
    }
}
