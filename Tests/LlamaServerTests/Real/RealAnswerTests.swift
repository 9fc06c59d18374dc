import Foundation
import LlamaServer
import LlamaServerTesting
import Testing

@Suite("Answers of the real servers", .tags(.realServer), .timeLimit(.minutes(10)))
struct RealAnswerTests {
    @Test(arguments: RealLlamaServer.allCases)
    func `remembers a name and says what it is`(kind: RealLlamaServer) async throws {
        try await kind.run(slots: 2) { url in
            try await withClient(url + "/v1/") { server in
                let description = try await server.description()
                #expect(description.kind == (kind == .llamaCpp ? .llamaCpp : .llamaCppPython))
                #expect(description.model?.hasSuffix("tiny-q8_0.gguf") == true)
                #expect(description.contextSize == (kind == .llamaCpp ? 2048 : nil), "each of two slots has half of it")
                #expect(description.slots == (kind == .llamaCpp ? 2 : 1))
                #expect(description.hasChatTemplate == (kind == .llamaCpp ? true : nil))
                // The llama.cpp of a Python wheel does not know its own.
                #expect((description.version != nil) == (kind == .llamaCppPython))
                #expect(description.api == .chat)
                #expect(await server.health() == .ready)

                let hello = try await server.text(.talk("My name is Anna."))
                #expect(hello == "Nice to meet you, Anna!")
                let request = AnswerRequest.talk("My name is Anna.", hello, "What is my name?")
                let (events, error) = await events(of: server.answer(to: request))
                #expect(error == nil)
                #expect(events.first == .started)
                #expect(events.text == "Your name is Anna.")
                #expect(events.end?.finishReason == .stop)
                if kind == .llamaCpp {
                    #expect((events.end?.timings?.cachedTokens ?? 0) > 20, "the second turn reuses the first")
                    #expect((events.end?.timings?.predictedTokens ?? 0) > 3)
                    #expect(events.contains { if case .promptProgress = $0 { true } else { false } })
                }
                let russian = try await server.text(
                    .talk("Меня зовут Тимур", "Приятно познакомиться!", "Как меня зовут?")
                )
                #expect(russian == "Тебя зовут Тимур.")
            }
        }
    }

    @Test(arguments: RealLlamaServer.allCases)
    func `answers through a prompt of our own`(kind: RealLlamaServer) async throws {
        try await kind.run { url in
            try await withClient(url, configure: { $0.api = .completion }) { server in
                #expect(try await server.description().api == .completion)
                let request = AnswerRequest.talk("My name is Anna.", "Nice to meet you, Anna!", "What is my name?")
                #expect(try await server.text(request) == "Your name is Anna.")
                let long = try await server.text(.talk("List 30 items"))
                #expect(long.count > 100, "more than the 16 tokens that /v1/completions gives by itself")
            }
        }
    }

    @Test func `a model without a chat template gets a prompt of our own`() async throws {
        let original = try RealLlamaServer.packageFolder().appending(path: "Models/tiny-q8_0.gguf")
        var model = try Data(contentsOf: original)
        let key = try #require(model.firstRange(of: Data("tokenizer.chat_template".utf8)))
        model.replaceSubrange(key, with: Data("tokenizer.chat_templatX".utf8))
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).gguf")
        try model.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }

        try await RealLlamaServer.llamaCpp.run(model: file.path) { url in
            try await withClient(url) { server in
                let description = try await server.description()
                #expect(description.hasChatTemplate == false)
                #expect(description.api == .completion)
                let text = try await server.text(
                    .talk("My name is Anna.", "Nice to meet you, Anna!", "What is my name?")
                )
                #expect(text == "Your name is Anna.")
            }
        }
    }

    @Test(arguments: RealLlamaServer.allCases)
    func `says that the context is too long, and answers the next`(kind: RealLlamaServer) async throws {
        try await kind.run(contextSize: 512) { url in
            try await withClient(url) { server in
                let long = AnswerRequest.talk(String(repeating: "word ", count: 1000))
                let error = await server.failure(long)
                guard case .contextTooLong(let prompt?, 512) = error else {
                    Issue.record("\(error as Any)")
                    return
                }
                #expect(prompt > 512)
                #expect(try await server.description().contextSize == 512)
                let next = try await server.text(.talk("My name is Anna."))
                #expect(next == "Nice to meet you, Anna!")
            }
        }
    }

    @Test(arguments: RealLlamaServer.allCases)
    func `a cancelled answer ends at once, and the next is answered`(kind: RealLlamaServer) async throws {
        try await kind.run(model: "random.gguf") { url in
            try await withClient(url) { server in
                for _ in 0..<3 {
                    for try await event in server.answer(to: .talk("Hello!")) {
                        if case .text = event { break }
                    }
                }
                let short = await events(of: server.answer(to: .talk("Hello!", nPredict: 3)))
                #expect(short.error == nil)
                #expect(short.events.end?.finishReason == .length)
            }
        }
    }

    @Test func `health does not cut off an answer of llama-cpp-python`() async throws {
        try await RealLlamaServer.llamaCppPython.run { url in
            try await withClient(url) { server in
                var text = ""
                for try await event in server.answer(to: .talk("List 30 items")) {
                    guard case .text(let piece) = event else { continue }
                    text += piece
                    #expect(await server.health() == .ready)
                    #expect(try await server.description().kind == .llamaCppPython)
                }
                #expect(text.count == 1808)
            }
        }
    }

    @Test(arguments: RealLlamaServer.allCases)
    func `knows a missing and a wrong key`(kind: RealLlamaServer) async throws {
        try await kind.run(apiKey: "right-key") { url in
            for key in [nil, "wrong-key", "right-key"] {
                try await withClient(url, configure: { $0.apiKey = key }) { server in
                    if key == "right-key" {
                        #expect(await server.health() == .ready)
                        let text = try await server.text(.talk("My name is Anna."))
                        #expect(text == "Nice to meet you, Anna!")
                    } else {
                        #expect(await server.health() == .unavailable(.unauthorized))
                        #expect(await server.failure() == .unauthorized)
                    }
                }
            }
        }
    }

    @Test(arguments: Thinker.allCases)
    fileprivate func `tells thinking from answering`(thinker: Thinker) async throws {
        try await thinker.server.run(model: "tiny-think.gguf", options: thinker.options) { url in
            try await withClient(url, configure: { $0.api = thinker.api }) { server in
                let (events, error) = await events(of: server.answer(to: .talk("Think about Anna")))
                #expect(error == nil)
                #expect(events.reasoning == "The user wants me to think about Anna.\n")
                #expect(events.text == "I have thought about Anna.")
            }
        }
    }

    @Test(arguments: RealLlamaServer.allCases)
    func `is away, and comes back`(kind: RealLlamaServer) async throws {
        try await kind.runRestartable { process in
            try await withClient(process.url) { server in
                #expect(await server.health() == .ready)
                await process.stop()
                #expect(await server.health() == .unavailable(.notReachable("connection refused")))
                #expect(await server.failure() == .notReachable("connection refused"))
                try await process.start()
                #expect(try await server.text(.talk("My name is Anna.")) == "Nice to meet you, Anna!")
                #expect(await server.health() == .ready)
            }
        }
    }
}

/// Who tells the thoughts of a thinking model from its answer.
private enum Thinker: String, CaseIterable, CustomTestStringConvertible {
    case llamaCpp = "llama.cpp as it comes: the server"
    case llamaCppNone = "llama.cpp with reasoning_format none: we do"
    case llamaCppCompletion = "llama.cpp through /completion: we do"
    case llamaCppPython = "llama-cpp-python: we do"
    case llamaCppPythonCompletion = "llama-cpp-python through /v1/completions: we do"

    var testDescription: String { rawValue }

    var server: RealLlamaServer {
        switch self {
        case .llamaCpp, .llamaCppNone, .llamaCppCompletion: .llamaCpp
        case .llamaCppPython, .llamaCppPythonCompletion: .llamaCppPython
        }
    }

    var options: Set<RealLlamaServer.Option> { self == .llamaCppNone ? [.thoughtsInText] : [] }

    var api: LlamaServerConfiguration.API {
        switch self {
        case .llamaCpp, .llamaCppNone, .llamaCppPython: .auto
        case .llamaCppCompletion, .llamaCppPythonCompletion: .completion
        }
    }
}
