import Foundation
import LlamaServerTesting
import Subprocess
import Testing

@testable import LocalAIChat
@testable import TelegramSandbox

@Suite("localaichat run", .timeLimit(.minutes(5))) struct RunTests {
    /// Nobody listens here.
    private let deadURL = "http://127.0.0.1:1"

    @Test(
        "says what it talks to, answers, and ends at a signal within five seconds",
        arguments: [Signal.terminate, .interrupt]
    )
    func talks(signal: Signal) async throws {
        let llama = ScriptedLlamaServer(slots: 2, contextSize: 512)
        try await llama.run { llamaURL in
            await llama.script("/v1/chat/completions", .chat("Nice to meet you, Anna."))
            try await withSandbox { sandbox, environment in
                let person = await sandbox.person(firstName: "Anna")
                let environment = environment.merging(["LLAMA_SERVER_URL": llamaURL]) { $1 }
                let clock = ContinuousClock()
                var end = clock.now
                let outcome = try await Program.run([], environment: environment) { program in
                    try await program.output.wait(for: "Bot: @localaichat_bot (LocalAIChat)")
                    try await program.output.wait(for: "llama.cpp")
                    let message = await person.send("my name is Anna")
                    let answer = try await person.replies(1, after: message)
                    #expect(answer.first?.text == "Nice to meet you, Anna.")
                    end = clock.now
                    try program.send(signal)
                }
                #expect(clock.now - end < .seconds(5))
                #expect(outcome.status == 0)
                #expect(outcome.output.contains("context of 512 tokens, 2 slots, at \(llamaURL)"))
                #expect(!outcome.output.contains(sandbox.botToken) && !outcome.error.contains(sandbox.botToken))
                #expect(!outcome.output.contains("my name is") && !outcome.error.contains("my name is"))
            }
        }
    }

    @Test("goes on without a LLaMA server, and answers what was asked meanwhile when it comes back")
    func serverComesBack() async throws {
        // A port that was free a moment ago, and that the server gets later.
        let port = try await ScriptedLlamaServer().run { url in try #require(URL(string: url)?.port) }
        try await withSandbox { sandbox, environment in
            let person = await sandbox.person(firstName: "Анна", languageCode: "ru")
            let environment = environment.merging(["LLAMA_SERVER_URL": "http://127.0.0.1:\(port)"]) { $1 }
            let outcome = try await Program.run(["run"], environment: environment) { program in
                try await program.output.wait(for: "⚠️ LLaMA server is not available.")
                let first = await person.send("Привет!")
                let notice = try await person.replies(1, after: first).first
                #expect(notice?.text.hasPrefix(LogicCheck.excuse) == true)
                #expect(notice?.buttons.joined().contains { $0.hasPrefix("✖") } == true)
                let llama = ScriptedLlamaServer()
                try await llama.run(port: port) { _ in
                    await llama.always("/v1/chat/completions", .chat("Здравствуйте!"))
                    let late = try await person.replies(2, after: first).last
                    #expect(late?.text == "Здравствуйте!")
                    try await program.output.wait(for: "LLaMA server: llama.cpp")
                    let second = await person.send("Привет!")
                    #expect(try await person.replies(1, after: second).first?.text == "Здравствуйте!")
                }
                try program.send(.terminate)
            }
            #expect(outcome.status == 0)
        }
    }

    @Test("The words for the console in Russian")
    func russian() async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { llamaURL in
            for path in ["/health", "/props", "/v1/models", "/", "/openapi.json"] {
                await llama.always(path, .init(status: 500, steps: [.bytes("Internal Server Error")]))
            }
            try await withSandbox { _, environment in
                let settings = ["LLAMA_SERVER_URL": llamaURL, "LANGUAGE": "ru"]
                let outcome = try await Program.run([], environment: environment.merging(settings) { $1 }) { program in
                    try await program.output.wait(for: "❌ Ошибка LLaMA сервера: 500 - Internal Server Error")
                    try program.send(.terminate)
                }
                #expect(outcome.status == 0)
            }
            try await withSandbox { _, environment in
                let settings = ["LLAMA_SERVER_URL": deadURL, "LANGUAGE": "ru"]
                try await Program.run([], environment: environment.merging(settings) { $1 }) { program in
                    try await program.output.wait(for: "Не удается подключиться к LLaMA серверу")
                    try program.send(.terminate)
                }
            }
        }
    }

    @Test("A token that Telegram does not know: one line, status 78", arguments: ["1234:wrong", "7000000001:AAx"])
    func wrongToken(token: String) async throws {
        try await withSandbox { _, environment in
            let settings = ["BOT_TOKEN": token, "LLAMA_SERVER_URL": deadURL, "LOG_LEVEL": "critical"]
            let outcome = try await Program.run([], environment: environment.merging(settings) { $1 })
            #expect(outcome.status == 78)
            #expect(outcome.error.split(separator: "\n").count == 1)
            #expect(outcome.error.hasPrefix("localaichat: BOT_TOKEN: 40"))
            #expect(!outcome.error.contains(token) && !outcome.output.contains(token))
        }
    }

    @Test(
        "Telegram refuses the bot: only the line it ends with",
        arguments: [(400, "Bad Request"), (403, "Forbidden")]
    )
    func refused(code: Int, reason: String) async throws {
        // Any server that speaks HTTP can refuse.
        let server = ScriptedLlamaServer()
        try await server.run { url in
            let answer = #"{"ok":false,"error_code":\#(code),"description":"\#(reason): no"}"#
            await server.always("/bot1234:abc/getMe", .init(status: code, steps: [.bytes(answer)]))
            let settings = [
                "BOT_TOKEN": "1234:abc", "TELEGRAM_API_URL": url, "LLAMA_SERVER_URL": deadURL, "LOG_LEVEL": "critical",
            ]
            let outcome = try await Program.run([], environment: settings)
            #expect(outcome.status == 1)
            #expect(outcome.error == "localaichat: Telegram: \(code) \(reason): no\n")
            #expect(!outcome.output.contains("Telegram"))
        }
    }

    @Test("Telegram is not there: the bot waits for it, and a signal ends it")
    func noTelegram() async throws {
        let settings = ["BOT_TOKEN": "1234:abc", "TELEGRAM_API_URL": deadURL, "LLAMA_SERVER_URL": deadURL]
        let outcome = try await Program.run([], environment: settings) { program in
            try await program.output.wait(for: "⚠️ Telegram is not available.")
            try program.send(.terminate)
        }
        #expect(outcome.status == 0)
        #expect(!outcome.output.contains("1234:abc") && !outcome.error.contains("1234:abc"))
    }

    @Test("Nobody reads its output any more")
    func brokenPipe() async throws {
        try await withSandbox { sandbox, environment in
            let person = await sandbox.person(firstName: "Anna")
            let settings = environment.merging(["LLAMA_SERVER_URL": deadURL]) { $1 }
            let outcome = try await Program.run([], environment: settings, closesOutput: true) { program in
                let message = await person.send("/help")
                #expect(try await person.replies(1, after: message).count == 1)
                try program.send(.terminate)
            }
            #expect(outcome.status == 0)
        }
    }

    @Test("The log as JSON has one object in each line")
    func jsonLog() async throws {
        try await withSandbox { sandbox, environment in
            let person = await sandbox.person(firstName: "Anna")
            let settings = ["LLAMA_SERVER_URL": deadURL, "LOG_FORMAT": "json", "LOG_LEVEL": "trace"]
            let outcome = try await Program.run([], environment: environment.merging(settings) { $1 }) { program in
                let message = await person.send("a secret of Anna's")
                _ = try await person.replies(1, after: message)
                try program.send(.terminate)
            }
            let lines = outcome.error.split(separator: "\n")
            #expect(!lines.isEmpty)
            for line in lines {
                #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
            }
            #expect(!outcome.error.contains("a secret of"))
            #expect(!outcome.error.contains(sandbox.botToken))
        }
    }
}
