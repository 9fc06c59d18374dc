import AsyncHTTPClient
import Foundation
import LlamaServerTesting
import NIOCore
import NIOHTTP1
import Subprocess
import Testing

@testable import LocalAIChat

@Suite("The page of localaichat sandbox", .timeLimit(.minutes(3))) struct SandboxPageTests {
    /// What stands in a line after its beginning.
    private func rest(of output: ProcessOutput, after start: String) async throws -> String {
        // Each line is written at once.
        try await output.wait(for: start)
        let line = output.text.split(separator: "\n").first { $0.hasPrefix(start) }
        return String(try #require(line).dropFirst(start.count))
    }

    private func get(_ url: String) async throws -> (status: Int, text: String) {
        let response = try await HTTPClient.shared.execute(HTTPClientRequest(url: url), timeout: .seconds(20))
        return (Int(response.status.code), String(buffer: try await response.body.collect(upTo: 1 << 20)))
    }

    /// Reads the page's stream until something is in it.
    private func wait(for expected: String, in url: String) async throws -> String {
        let response = try await HTTPClient.shared.execute(
            HTTPClientRequest(url: url + "page/events"),
            timeout: .seconds(60)
        )
        var text = ""
        for try await part in response.body {
            text += String(buffer: part)
            if text.contains(expected) { return text }
        }
        Issue.record("the stream ended without \(expected)")
        return text
    }

    private func post(_ url: String, _ body: String) async throws -> String {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(string: body))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        return String(buffer: try await response.body.collect(upTo: 1 << 20))
    }

    @Test("Without the terminal: somebody on the page writes and is answered, the panel has the model's figures")
    func conversation() async throws {
        let llama = ScriptedLlamaServer()
        try await llama.run { url in
            await llama.always("/v1/chat/completions", .chat("Hello, Anna!"))
            let outcome = try await Program.run(
                ["sandbox", "--no-terminal", "--port", "0"],
                environment: ["LLAMA_SERVER_URL": url]
            ) { program in
                let page = try await rest(of: program.output, after: "The chat page: ")
                #expect(page.hasPrefix("http://127.0.0.1:"))
                #expect(try await get(page).text.contains("<!DOCTYPE html>"))
                let person = try await post(page + "page/people", #"{"first_name":"Anna"}"#)
                let id = try #require(person.split(separator: ",").first?.split(separator: ":").last)
                _ = try await post(page + "page/messages", #"{"chat_id":\#(id),"from":\#(id),"text":"Hi"}"#)
                _ = try await wait(for: "Hello, Anna!", in: page)
                let text = try await wait(for: #""ru":"Ответов всего"},"value":"1""#, in: page)
                #expect(text.contains(#""ru":"Модель""#))
                try program.send(.interrupt)
            }
            #expect(outcome.status == 0)
        }
    }

    @Test("--bot none: the page and a Bot API with its token, and no LLaMA server is asked for anything")
    func foreignBot() async throws {
        let outcome = try await Program.run(
            ["sandbox", "--bot", "none", "--port", "0"],
            environment: ["LLAMA_SERVER_URL": "http://127.0.0.1:1"]
        ) { program in
            let api = try await rest(of: program.output, after: "The Bot API: ")
            let token = try await rest(of: program.output, after: "The bot's token: ")
            #expect(try await get("\(api)/bot\(token)/getMe").text.contains(#""is_bot":true"#))
            let page = try await rest(of: program.output, after: "The chat page: ")
            #expect(page == api + "/")
            let text = try await wait(for: "event: scene", in: page)
            #expect(!text.contains(token))
            try program.send(.terminate)
        }
        #expect(outcome.status == 0)
        #expect(outcome.error.isEmpty)
    }

    @Test("--bot none: flags of the bot that does not run are named, without their values")
    func idleFlags() async throws {
        let flags = [
            "--max-tokens", "5", "--llama-api-key", "secret-key", "--name", "Anna", "--log-level", "error", "--no-open",
        ]
        let outcome = try await Program.run(
            ["sandbox", "--bot", "none", "--port", "0"] + flags,
            environment: ["TEMPERATURE": "0"]
        ) { program in
            try await program.output.wait(for: "The bot's methods: ")
            try program.send(.interrupt)
        }
        #expect(outcome.status == 0)
        #expect(outcome.error == "⚠️ Without effect beside --bot none: --name, --llama-api-key, --max-tokens\n")
    }

    @Test("--listen beyond this machine: a key in the addresses, and a token that nobody knows")
    func listening() async throws {
        var keys: Set<String> = []
        for _ in 0..<2 {
            let outcome = try await Program.run(
                ["sandbox", "--bot", "none", "--port", "0", "--listen", "0.0.0.0", "--log-level", "trace"]
            ) { program in
                let page = try await rest(of: program.output, after: "The chat page: ")
                let token = try await rest(of: program.output, after: "The bot's token: ")
                try await program.output.wait(for: "methods")
                let key = try #require(page.split(separator: "/").last.map(String.init))
                #expect(key.utf8.count == 32)
                keys.formUnion([key, token])
                #expect(!page.contains("0.0.0.0"))
                let port = try #require(page.split(separator: "/")[1].split(separator: ":").last)
                #expect(
                    try await rest(of: program.output, after: "On this machine: ") == "http://localhost:\(port)/\(key)/"
                )
                let local = "http://127.0.0.1:\(port)/"
                #expect(try await get(local).status == 404)
                #expect(try await get(local + "page/events").status == 404)
                #expect(try await get("\(local)\(key)/").status == 200)
                try program.send(.terminate)
            }
            #expect(outcome.status == 0)
            for key in keys {
                // The token in a line of its own, the key in both addresses.
                #expect(outcome.output.components(separatedBy: key).count <= 3)
                #expect(!outcome.error.contains(key))
            }
        }
        #expect(keys.count == 4)
    }

    @Test("The usual port is left to who has it; one that was asked for is not")
    func takenPort() async throws {
        try await Program.run(["sandbox", "--bot", "none", "--port", "0"]) { first in
            let api = try await rest(of: first.output, after: "The Bot API: ")
            let port = try #require(api.split(separator: ":").last.map(String.init))
            let second = try await Program.run(["sandbox", "--bot", "none", "--port", port])
            #expect(second.status == 64)
            #expect(second.error.hasPrefix("localaichat: --port \(port): the sandbox can't listen there: "))
            #expect(second.error.split(separator: "\n").count == 1)
            try first.send(.interrupt)
        }
        // Whoever has the usual one, or nobody: two of them run at once.
        try await Program.run(["sandbox", "--bot", "none"]) { first in
            try await first.output.wait(for: "The chat page: ")
            try await Program.run(["sandbox", "--bot", "none"]) { second in
                try await second.output.wait(for: "The chat page: ")
                #expect(first.output.text != second.output.text)
                try second.send(.interrupt)
            }
            try first.send(.interrupt)
        }
    }

    @Test(
        "Flags that make no sense are refused",
        arguments: [
            ["--bot", "other"], ["--listen", "a b"], ["--listen", ""], ["--listen", "203.0.113.77", "--port", "0"],
            ["--port", "70000"], ["--port", "abc"], ["--port", "-1"], ["--port", ""], ["--port", "80\n81"],
        ]
    )
    func usage(flags: [String]) async throws {
        let outcome = try await Program.run(["sandbox"] + flags)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        // The parser of flags has its own way.
        guard flags[0] != "--bot" else { return }
        #expect(outcome.error.hasPrefix("localaichat: --"))
        #expect(outcome.error.split(separator: "\n").count == 1)
        #expect(outcome.error.contains(flags[0]))
        #expect(flags[1].isEmpty || outcome.error.contains(flags[1].replacing("\n", with: "\\n")))
    }
}
