import Foundation
import LlamaServerTesting
import Testing

@testable import LlamaServer

private typealias Reply = ScriptedLlamaServer.Reply
private let inputTokens = "/v1/chat/completions/input_tokens"
private let missing = Reply.json(#"{"error":{"code":404,"message":"File Not Found"}}"#, status: 404)

@Suite("Counting tokens", .timeLimit(.minutes(10)))
struct TokenCountTests {
    private let messages = [ChatMessage(role: .user, content: "Hello!"), ChatMessage(role: .assistant, content: "Hi.")]

    @Test func `is the server's own of the messages`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always(inputTokens, .json(#"{"input_tokens":21,"object":"response.input_tokens"}"#))
            try await withClient(url) { server in
                let count = try await server.countTokens(messages)
                #expect(count == TokenCount(tokens: 21, isExact: true))
            }
        }
        let request = try #require(await scripted.requests.last)
        #expect(request.path == inputTokens)
        #expect(
            try json(request.body)
                == json(#"{"messages":[{"role":"user","content":"Hello!"},{"role":"assistant","content":"Hi."}]}"#)
        )
    }

    @Test(arguments: [404, 405, 501])
    func `is made of template and tokens on older servers, which are asked once`(status: Int) async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always(inputTokens, Reply.json("{}", status: status))
            await scripted.always("/tokenize", Reply.json(#"{"tokens":[5,6,7]}"#))
            try await withClient(url) { server in
                for _ in 0..<2 {
                    let count = try await server.countTokens(messages)
                    #expect(count == TokenCount(tokens: 3, isExact: true))
                }
            }
        }
        let paths = await scripted.requests.map(\.path).drop { $0 != inputTokens }
        #expect(Array(paths) == [inputTokens, "/apply-template", "/tokenize", "/apply-template", "/tokenize"])
        let request = try #require(await scripted.requests.last)
        #expect(
            try json(request.body)
                == json(#"{"content":"<|im_start|>assistant\n","add_special":true,"parse_special":true}"#)
        )
    }

    @Test func `asks again when the server was away`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.script(inputTokens, missing, .json(#"{"input_tokens":21}"#))
            try await withClient(url) { server in
                let count = try await server.countTokens(messages)
                #expect(count?.tokens == 1)
                await server.note(LlamaServerError.notReachable(""))
                let again = try await server.countTokens(messages)
                #expect(again?.tokens == 21)
            }
        }
    }

    @Test(arguments: ["/apply-template", "/tokenize"])
    func `is nothing where a route is missing`(path: String) async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always(inputTokens, missing)
            await scripted.always(path, missing)
            try await withClient(url) { server in
                for _ in 0..<2 {
                    let count = try await server.countTokens(messages)
                    #expect(count == nil)
                }
            }
        }
        #expect(await scripted.requests.count { $0.path == path } == 1)
    }

    @Test func `is of the prompt that would be sent to completion`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always("/props", Reply.json(#"{"total_slots":1,"chat_template":""}"#))
            await scripted.always("/tokenize", Reply.json(#"{"tokens":[5,6,7]}"#))
            try await withClient(url) { server in
                let count = try await server.countTokens(messages)
                #expect(count == TokenCount(tokens: 3, isExact: true))
                _ = try await server.text(AnswerRequest(messages: messages))
            }
        }
        let counted = try json(try #require(await scripted.requests.first { $0.path == "/tokenize" }?.body))
        let sent = try json(try #require(await scripted.requests.first { $0.path == "/completion" }?.body))
        #expect(counted["content"] as? String == sent["prompt"] as? String)
        #expect(counted["content"] as? String == "User: Hello!\nAssistant: Hi.\nAssistant:")
    }

    /// As documented; no vLLM was asked.
    @Test(arguments: [LlamaServerConfiguration.API.chat, .completion])
    func `is vLLM's`(api: LlamaServerConfiguration.API) async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always("/health", Reply(headers: [("Content-Type", "text/plain")], steps: []))
            await scripted.always("/", missing)
            await scripted.always(
                "/v1/models",
                Reply.json(#"{"data":[{"id":"m","owned_by":"vllm","max_model_len":99}]}"#)
            )
            await scripted.always("/tokenize", Reply.json(#"{"count":17,"max_model_len":99,"tokens":[]}"#))
            try await withClient(url, configure: { $0.api = api }) { server in
                #expect(try await server.description().kind == .vLLM)
                let count = try await server.countTokens(messages)
                #expect(count == TokenCount(tokens: 17, isExact: true))
            }
        }
        let body = try json(try #require(await scripted.requests.last?.body))
        #expect(body["model"] as? String == "m")
        #expect((body["messages"] != nil) == (api == .chat))
        #expect((body["add_generation_prompt"] as? Bool) == (api == .chat ? true : nil))
        #expect((body["prompt"] as? String) == (api == .chat ? nil : "User: Hello!\nAssistant: Hi.\nAssistant:"))
    }

    @Test func `is an estimate on llama-cpp-python, and none while it answers`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.beLlamaCppPython()
            await scripted.always("/extras/tokenize/count", Reply.json(#"{"count":10}"#))
            await scripted.script(chat, Reply(steps: [Reply.chatDelta("a"), .hold, Reply.chatEnd]))
            try await withClient(url) { server in
                let count = try #require(try await server.countTokens(messages))
                #expect(!count.isExact)
                #expect(count.tokens == 10 + 3 * 12 + 48)
                let answer = Task { try await server.text(.talk("Hello!")) }
                await scripted.held(1)
                let before = await scripted.requests.count
                let none = try await server.countTokens(messages)
                #expect(none == nil)
                #expect(await scripted.requests.count == before)
                await scripted.release()
                _ = try await answer.value
                let again = try await server.countTokens(messages)
                #expect(again?.tokens == 94)
            }
        }
        let request = try #require(await scripted.requests.last)
        #expect(request.path == "/extras/tokenize/count")
        #expect(try json(request.body) == json(#"{"input":"Hello!\nHi."}"#))
    }

    @Test func `is nothing on Ollama, which is not asked`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always("/health", Reply.json("{}", status: 404))
            await scripted.always("/", Reply(steps: [.bytes("Ollama is running")]))
            await scripted.always("/api/tags", Reply.json(#"{"models":[{"name":"m"}]}"#))
            try await withClient(url) { server in
                #expect(try await server.description().kind == .ollama)
                let before = await scripted.requests.count
                let count = try await server.countTokens(messages)
                #expect(count == nil)
                #expect(await scripted.requests.count == before)
            }
        }
    }

    @Test func `fails without a word of what was written`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always(
                inputTokens,
                Reply.json(#"{"error":"no template for Hello! by the-key"}"#, status: 500)
            )
            try await withClient(url, configure: { $0.apiKey = "the-key" }) { server in
                do {
                    _ = try await server.countTokens(messages)
                    Issue.record("no error")
                } catch LlamaServerError.http(status: 500, let text) {
                    #expect(!text.contains("Hello!") && !text.contains("the-key"))
                }
            }
        }
    }
}

private let chat = "/v1/chat/completions"
