import Foundation
import LlamaServerTesting
import TestClocks
import Testing

@testable import LlamaServer

private typealias Reply = ScriptedLlamaServer.Reply
private let chat = "/v1/chat/completions"

@Suite("What is sent to a server, and when", .timeLimit(.minutes(10)))
struct RequestTests {
    @Test func `has everything that was set, and nothing else`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            // Time stands still, so that a slow machine is no reason to ask why nothing comes.
            try await withClient(url, clock: ManualClock(), configure: { $0.apiKey = "the-key" }) { server in
                _ = try await server.text(AnswerRequest(messages: [.init(role: .user, content: "Привет \"/\"")]))
                _ = try await server.text(
                    AnswerRequest(
                        messages: [.init(role: .system, content: "S"), .init(role: .user, content: "U")],
                        sampling: Sampling(nPredict: 7, temperature: 0.5, topP: 0.9, stop: ["x"])
                    )
                )
            }
        }
        let requests = await scripted.requests.filter { $0.path == chat }
        #expect(requests.allSatisfy { $0.method == "POST" && $0.header("authorization") == "Bearer the-key" })
        #expect(
            try json(requests[0].body)
                == json(
                    #"{"messages":[{"role":"user","content":"Привет \"/\""}],"stream":true,"cache_prompt":true,"return_progress":true}"#
                )
        )
        #expect(
            try json(requests[1].body)
                == json(
                    """
                    {"messages":[{"role":"system","content":"S"},{"role":"user","content":"U"}],"stream":true,"temperature":0.5,
                    "top_p":0.9,"stop":["x"],"max_tokens":7,"cache_prompt":true,"return_progress":true}
                    """
                )
        )
        #expect(await scripted.requests.map(\.path) == ["/health", "/props", "/v1/models", chat, chat])
    }

    @Test func `goes to completion with the template's prompt`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            try await withClient(url, configure: { $0.api = .completion }) { server in
                let text = try await server.text(.talk("Hello!", nPredict: 5))
                #expect(text == "OK")
            }
        }
        let request = try #require(await scripted.requests.last { $0.path == "/completion" })
        #expect(
            try json(request.body)
                == json(
                    #"{"prompt":"<|im_start|>assistant\n","stream":true,"n_predict":5,"temperature":0,"cache_prompt":true,"return_progress":true}"#
                )
        )
    }

    @Test(arguments: [
        ("<|Assistant|><think>\\n", "Hm.\n</think>\n\nHi", "Hm.\n"),
        ("<|im_start|>assistant\\n", "<think>Hm.</think>Hi", "Hm."),
        ("<|im_start|>assistant\\n", "Hi", ""),
    ])
    func `tells the thoughts that the template's prompt has begun`(prompt: String, text: String, reasoning: String)
        async throws
    {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always("/apply-template", .json("{\"prompt\":\"\(prompt)\"}"))
            await scripted.always("/completion", .completion(text))
            try await withClient(url, configure: { $0.api = .completion }) { server in
                let (events, error) = await events(of: server.answer(to: .talk("Hello!")))
                #expect(error == nil)
                #expect(events.reasoning == reasoning)
                #expect(events.text == "Hi")
            }
        }
    }

    @Test func `goes to completion as a transcript where there is no template`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always("/props", .json(#"{"total_slots":1,"chat_template":""}"#))
            await scripted.always("/completion", .completion(" \n Hi, Anna."))
            try await withClient(url) { server in
                let text = try await server.text(
                    AnswerRequest(
                        messages: [
                            .init(role: .system, content: "Be kind."), .init(role: .user, content: "Hello!"),
                            .init(role: .assistant, content: "Hi."), .init(role: .user, content: "I am Anna."),
                        ],
                        sampling: Sampling(stop: ["x"])
                    )
                )
                #expect(text == "Hi, Anna.")
            }
        }
        let request = try #require(await scripted.requests.last { $0.path == "/completion" })
        #expect(
            try json(request.body)
                == json(
                    #"""
                    {"prompt":"Be kind.\n\nUser: Hello!\nAssistant: Hi.\nUser: I am Anna.\nAssistant:","stream":true,
                    "stop":["x","\nUser:","\nAssistant:"],"cache_prompt":true,"return_progress":true}
                    """#
                )
        )
        #expect(await !scripted.requests.contains { $0.path == "/apply-template" })
    }

    @Test(arguments: [nil, "mine"])
    func `names the model where the server needs it`(configured: String?) async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always("/health", .json("{}", status: 404))
            await scripted.always("/", .init(steps: [.bytes("Ollama is running")]))
            await scripted.always("/api/version", .json(#"{"version":"0.12"}"#))
            await scripted.always("/api/tags", .json(#"{"models":[{"name":"first"},{"name":"mine"}]}"#))
            try await withClient(url, configure: { $0.modelName = configured }) { server in
                _ = try await server.text(.talk("Hello!"))
                #expect(await server.health() == .ready)
            }
        }
        let body = try json(try #require(await scripted.requests.first { $0.path == chat }?.body))
        #expect(body["model"] as? String == configured ?? "first")
        #expect(body["stream_options"] != nil && body["cache_prompt"] == nil)
    }

    @Test(arguments: [(1, 1), (3, 3)])
    func `is never more than the server takes at once`(slots: Int, most: Int) async throws {
        let scripted = ScriptedLlamaServer(slots: slots)
        try await scripted.run { url in
            try await withClient(url, clock: ManualClock()) { server in
                _ = try await server.description()
                await scripted.always(
                    chat,
                    .init(steps: [.hold, ScriptedLlamaServer.Reply.chatDelta("OK"), ScriptedLlamaServer.Reply.chatEnd])
                )
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<9 {
                        group.addTask {
                            let text = try await server.text(.talk("Hello!"))
                            #expect(text == "OK")
                        }
                    }
                    for _ in 0..<(9 / slots) {
                        await scripted.held(slots)
                        await scripted.release()
                    }
                    try await group.waitForAll()
                }
            }
        }
        #expect(await scripted.mostAtOnce == most)
        #expect(await scripted.requests.count { $0.path == chat } == 9)
    }

    @Test func `never disturbs an answer of llama-cpp-python`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.beLlamaCppPython()
            await scripted.always(
                chat,
                .init(steps: [
                    ScriptedLlamaServer.Reply.chatDelta("O"), .hold, ScriptedLlamaServer.Reply.chatDelta("K"),
                    ScriptedLlamaServer.Reply.chatEnd,
                ])
            )
            try await withClient(url) { server in
                let first = Task { try await server.text(.talk("one")) }
                await scripted.held(1)
                let before = await scripted.requests.count
                let second = Task { try await server.text(.talk("two")) }
                #expect(await server.health() == .ready)
                let description = try await server.description()
                #expect(description.kind == .llamaCppPython)
                #expect(await scripted.requests.count == before)
                await scripted.release()
                await scripted.held(1)
                await scripted.release()
                let texts = try await [first.value, second.value]
                #expect(texts == ["OK", "OK"])
                #expect(await server.health() == .ready)
            }
        }
        #expect(await scripted.mostAtOnce == 1)
    }

    @Test func `is closed at once when it is cancelled, and its turn is given on`() async throws {
        let scripted = ScriptedLlamaServer(slots: 1)
        try await scripted.run { url in
            try await withClient(url) { server in
                await scripted.script(chat, .init(steps: [ScriptedLlamaServer.Reply.chatDelta("a"), .hold]))
                let cancelled = Task { try await server.text(.talk("Hello!")) }
                await scripted.held(1)
                let next = Task { try await server.text(.talk("Hello!")) }
                cancelled.cancel()
                await scripted.brokenOff(1)
                await #expect(throws: CancellationError.self) { try await cancelled.value }
                let text = try await next.value
                #expect(text == "OK")
            }
        }
    }

    /// Wherever the answer is: nothing sent, only the head, the model thinking, a tag half written, a word.
    @Test(arguments: [
        [.hold], [.bytes(": ping\n\n"), .hold], [Reply.chatStart, .hold],
        [Reply.chatDelta("<think>Hm"), .hold], [Reply.chatDelta("<thi"), .hold], [Reply.chatDelta("Hi"), .hold],
    ])
    fileprivate func `is closed at once, as the server sees it, wherever the answer is`(steps: [Reply.Step])
        async throws
    {
        let scripted = ScriptedLlamaServer(slots: 1)
        try await scripted.run { url in
            try await withClient(url) { server in
                await scripted.script(chat, .init(steps: steps))
                let cancelled = Task { try await server.text(.talk("Hello!")) }
                await scripted.held(1)
                let start = ContinuousClock.now
                cancelled.cancel()
                await scripted.brokenOff(1)
                print("the server saw the connection close \(ContinuousClock.now - start) after the stop")
                await #expect(throws: CancellationError.self) { try await cancelled.value }
                let text = try await server.text(.talk("Hello!"))
                #expect(text == "OK")
            }
        }
    }

    @Test func `is closed at once when its iteration ends`() async throws {
        let scripted = ScriptedLlamaServer(slots: 1)
        try await scripted.run { url in
            try await withClient(url) { server in
                await scripted.script(chat, .init(steps: [ScriptedLlamaServer.Reply.chatDelta("a"), .hold]))
                for try await event in server.answer(to: .talk("Hello!")) where event == .text("a") { break }
                await scripted.brokenOff(1)
                let text = try await server.text(.talk("Hello!"))
                #expect(text == "OK")
            }
        }
    }

    @Test func `many who come while the server is away ask once`() async throws {
        let scripted = ScriptedLlamaServer()
        try await scripted.run { url in
            await scripted.always("/health", .init(status: 500, steps: [.hold, .bytes("no")]))
            try await withClient(url) { server in
                try await withThrowingDiscardingTaskGroup { group in
                    for _ in 0..<50 {
                        group.addTask { #expect(await server.failure() == .http(status: 500, text: "no")) }
                    }
                    await scripted.held(1)
                    try await until { await server.waitingForIdentification >= 49 }
                    await scripted.release()
                }
            }
        }
        #expect(await scripted.requests.count == 1)
    }
}
