import Foundation
import InMemoryLogging
import LlamaServer
import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// What the real server has read before anybody asks.
@Suite(.timeLimit(.minutes(5))) struct WarmUpTests {
    private let names = ["Anna", "Boris", "Clara", "Dora"]

    /// The metadata of what was logged with a text, in order.
    private func logged(_ text: String, by bot: RunningBot) -> [[String: Int]] {
        bot.log.entries.filter { "\($0.message)" == text }.map { entry in
            entry.metadata.compactMapValues { Int("\($0)") }
        }
    }

    /// Waits until so many conversations were read in advance.
    private func waitForReading(_ count: Int, by bot: RunningBot) async throws {
        try await until { logged("read in advance", by: bot).count >= count }
    }

    @Test func afterACutTheRestIsReadBeforeTheNextQuestion() async throws {
        try await RealLlamaServer.llamaCpp.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let configuration = ChatBotConfiguration(contextHighWater: 24, sampling: Sampling(temperature: 0))
                let bot = RunningBot(llamaURL: url, configuration: configuration, isHurried: true)
                try await bot.run(on: sandbox) {
                    for number in 1...13 { _ = try await anna.ask("My name is \(names[number % 4]).") }
                    try await waitForReading(1, by: bot)
                    try await #expect(anna.ask("What is my name?").text.contains(names[1]))
                }
                let answers = logged("answer generated", by: bot)
                let ahead = try #require(logged("read in advance", by: bot).first?["promptTokens"])
                let read = try #require(answers.last?["promptTokens"])
                let reused = try #require(answers.last?["cachedTokens"])
                // The whole context of 20 messages was read in advance, and the question when it came.
                #expect(ahead > 100)
                #expect(reused > ahead)
                #expect(read < 30)
                #expect(answers.dropFirst().allSatisfy { ($0["promptTokens"] ?? .max) < 60 })
            }
        }
    }

    @Test func whatWasTalkedAboutOfLateIsReadWhenTheServerComesBack() async throws {
        try await RealLlamaServer.llamaCpp.runRestartable { server in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(llamaURL: server.url, isHurried: true)
                try await bot.run(on: sandbox) {
                    for _ in 1...6 { _ = try await anna.ask("My name is Anna.") }
                    await server.stop()
                    // It is noticed by somebody's question, which waits.
                    let boris = await sandbox.person(firstName: "Boris")
                    let question = await boris.send("hi")
                    _ = try await boris.replies(after: question)
                    try await server.start()
                    _ = try await boris.replies(2, after: question)
                    try await waitForReading(1, by: bot)
                    _ = try await anna.ask("What is my name?")
                }
                let read = try #require(logged("answer generated", by: bot).last?["promptTokens"])
                #expect(read < 30)
            }
        }
    }

    /// The model is not shown its thoughts again, so that what it has read ends before its last answer.
    @Test func afterThoughtsTheAnswerIsReadBeforeTheNextQuestion() async throws {
        try await RealLlamaServer.llamaCpp.run(model: "tiny-think.gguf") { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(llamaURL: url, isHurried: true)
                try await bot.run(on: sandbox) {
                    for _ in 1...3 { _ = try await anna.ask("My name is Anna.") }
                    #expect(logged("read in advance", by: bot).isEmpty)
                    _ = try await anna.ask("Think about Anna")
                    try await waitForReading(1, by: bot)
                    _ = try await anna.ask("What is my name?")
                }
                #expect(try #require(logged("answer generated", by: bot).last?["promptTokens"]) < 30)
            }
        }
    }

    /// What went into the prompt comes back in the next one byte for byte, so that the server reads only what is new.
    @Test func noTurnReadsWhatWasReadBefore() async throws {
        try await RealLlamaServer.llamaCpp.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Анна", languageCode: "ru")
                let bot = RunningBot(llamaURL: url, isHurried: true)
                let questions = [
                    "Меня зовут Тимур.", "Show me markdown", "Send emoji", "Write some code", "Как меня зовут?",
                ]
                try await bot.run(on: sandbox) {
                    for question in questions { _ = try await anna.ask(question) }
                }
                for (question, answer) in zip(questions, logged("answer generated", by: bot)) {
                    // The question, and what the template puts around it.
                    #expect(try #require(answer["promptTokens"]) <= question.utf8.count + 40, "\(question)")
                }
            }
        }
    }
}
