import Foundation
import LlamaServer
import LlamaServerTesting
import TelegramSandbox
import Testing

@testable import ChatBot

/// The bot whole, between a Bot API server and the real LLaMA servers with a real, tiny model.
@Suite(.timeLimit(.minutes(10))) struct RealServerTests {
    struct Setting: Sendable, CustomTestStringConvertible {
        var server: RealLlamaServer
        var api: LlamaServerConfiguration.API
        var testDescription: String { "\(server), \(api)" }
    }

    static let settings = [
        Setting(server: .llamaCpp, api: .auto), Setting(server: .llamaCpp, api: .completion),
        Setting(server: .llamaCppPython, api: .auto),
    ]

    @Test(arguments: settings)
    func remembersANameUntilItIsReset(setting: Setting) async throws {
        try await setting.server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                try await RunningBot(llamaURL: url, api: setting.api, isHurried: true).run(on: sandbox) {
                    try await #expect(anna.ask("/start").text == Words(language: .en).greeting)
                    _ = try await anna.ask("my name is Anna")
                    _ = try await anna.ask("My favourite colour is green.")
                    let answer = try await anna.ask("what is my name?")
                    #expect(answer.text.contains("Anna"))
                    #expect(answer.buttons == [["🔄 Reset context"]])

                    try await anna.press("🔄 Reset context")
                    _ = try #require(try await anna.replies(after: answer.messageID).first)
                    try await #expect(anna.ask("what is my name?").text.contains("Anna") == false)

                    _ = try await anna.ask("My name is Anna.")
                    try await #expect(anna.ask("What is my name?").text.contains("Anna"))
                    _ = try await anna.ask("/start")
                    try await #expect(anna.ask("What is my name?").text.contains("Anna") == false)
                }
            }
        }
    }

    @Test func remembersANameAfterARestart() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).sqlite").path
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        try await RealLlamaServer.llamaCpp.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let timur = await sandbox.person(firstName: "Тимур", languageCode: "ru")
                try await RunningBot(llamaURL: url, isHurried: true, database: BotDatabase(path: path)).run(on: sandbox)
                {
                    _ = try await timur.ask("Меня зовут Тимур.")
                }
                try await RunningBot(llamaURL: url, isHurried: true, database: BotDatabase(path: path)).run(on: sandbox)
                {
                    let answer = try await timur.ask("Как меня зовут?")
                    #expect(answer.text.contains("Тимур"))
                    #expect(answer.buttons == [["🔄 Сбросить контекст"]])
                }
            }
        }
    }

    @Test(arguments: RealLlamaServer.allCases)
    func twoPeopleAtOnceDoNotDisturbEachOther(server: RealLlamaServer) async throws {
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let people = await [
                    sandbox.person(firstName: "Anna"), sandbox.person(firstName: "Boris"),
                    sandbox.person(firstName: "Clara"),
                ]
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    for person in people { await person.send("My name is \(person.firstName).") }
                    let questions = await people.asyncMap { await $0.send("What is my name?") }
                    for (person, question) in zip(people, questions) {
                        _ = try await person.reply(after: question) { $0.text.contains(person.firstName) }
                    }
                }
            }
        }
    }

    @Test func aLongAnswerComesInParts() async throws {
        try await RealLlamaServer.llamaCpp.run(model: "chain.gguf") { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(
                    llamaURL: url,
                    configuration: ChatBotConfiguration(sampling: Sampling(temperature: 0), systemPrompt: ""),
                    isHurried: true
                )
                try await bot.run(on: sandbox) {
                    let question = await anna.send("hi")
                    let parts = try await anna.replies(2, after: question)
                    #expect(parts.allSatisfy { (1...4096).contains($0.text.utf16.count) })
                    #expect(parts.map(\.buttons.isEmpty) == [true, false])
                    #expect(parts[0].text.hasPrefix("A long answer"))
                }
            }
        }
    }

    /// Its thoughts come as `reasoning_content` from llama.cpp's server, and as `<think>` from llama-cpp-python.
    @Test(arguments: [RealLlamaServer.llamaCpp, .llamaCppPython], [ReplyFormat.entities, .rich])
    func aThinkingModelStreams(server: RealLlamaServer, format: ReplyFormat) async throws {
        try await server.run(model: "tiny-think.gguf") { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(
                    llamaURL: url,
                    configuration: ChatBotConfiguration(sampling: Sampling(temperature: 0), replyFormat: format),
                    isHurried: true
                )
                try await bot.run(on: sandbox) {
                    let answer = try await anna.ask("Think about Anna")
                    #expect(answer.text.hasPrefix("💭 Thoughts\nThe user wants me to think about Anna."))
                    #expect(answer.text.hasSuffix("\nI have thought about Anna."))
                    switch format {
                    case .rich: #expect(answer.richBlocks?.isEmpty == false)
                    case .entities, .plain: #expect(answer.entities.first?.type == "expandable_blockquote")
                    }
                    try await #expect(anna.ask("My name is Anna.").text == "Nice to meet you, Anna!")
                }
                let methods = await Set(sandbox.calls.map(\.method))
                #expect(methods.contains(format == .rich ? "sendRichMessage" : "sendMessage"))
                #expect(methods.contains("sendMessageDraft"))
                #expect(await sandbox.calls.allSatisfy { $0.unknownParameters.isEmpty })
            }
        }
    }

    @Test func aStoppedServerIsUsedAgainWhenItComesBack() async throws {
        try await RealLlamaServer.llamaCpp.runRestartable { server in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                try await RunningBot(llamaURL: server.url, isHurried: true).run(on: sandbox) {
                    _ = try await anna.ask("my name is Anna")
                    await server.stop()
                    let question = await anna.send("what is my name?")
                    let replies = try await anna.replies(after: question)
                    #expect(replies.map(\.text) == [Words(language: .en).answerWillBeLate])
                    try await server.start()
                    try await #expect(anna.replies(2, after: question)[1].text.contains("Anna"))
                }
            }
        }
    }
}

extension Sequence {
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var result: [T] = []
        for element in self { result.append(try await transform(element)) }
        return result
    }
}
