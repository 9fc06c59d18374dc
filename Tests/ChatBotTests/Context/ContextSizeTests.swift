import LlamaServer
import LlamaServerTesting
import TelegramSandbox
import Testing

@testable import ChatBot

/// Real servers whose context is too small for what people say: whatever does not fit, nobody sees an error, and nothing is forgotten that
/// need not be.
@Suite(.timeLimit(.minutes(5))) struct ContextSizeTests {
    private let words = Words(language: .en)

    /// How often the server refused a prompt.
    private func refusals(_ bot: RunningBot) -> Int {
        bot.lines.count { $0.hasPrefix("prompt too long") }
    }

    /// llama-cpp-python tells only by refusing how large its context is, and not again after that.
    @Test(arguments: [(RealLlamaServer.llamaCpp, 0), (.llamaCppPython, 1)])
    func aLongConversationIsNotRefused(server: RealLlamaServer, most: Int) async throws {
        try await server.run(contextSize: 512) { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(llamaURL: url, isHurried: true)
                try await bot.run(on: sandbox) {
                    var right = 0
                    for number in 1...12 {
                        let name = ["Anna", "Boris", "Clara"][number % 3]
                        _ = try await anna.ask("My name is \(name).")
                        if try await anna.ask("What is my name?").text.contains(name) { right += 1 }
                    }
                    // The model knows it 97 times of 100.
                    #expect(right >= 10)
                }
                #expect(bot.errors.isEmpty)
                #expect(refusals(bot) <= most)
                // It was cut back now and then, not with every turn, although the last twenty nearly fill the context.
                #expect((1...30).contains(bot.lines.count { $0.hasPrefix("context cut back") }))
            }
        }
    }

    @Test(arguments: RealLlamaServer.allCases)
    func aMessageLongerThanTheContextIsAnsweredInWords(server: RealLlamaServer) async throws {
        try await server.run(contextSize: 512) { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(llamaURL: url, isHurried: true)
                try await bot.run(on: sandbox) {
                    _ = try await anna.ask("My name is Anna.")
                    let text = String(repeating: "a long text ", count: 330)
                    try await #expect(anna.ask(text).text == words.messageTooLong)
                    // Neither is it kept, nor has it pushed out what was said before.
                    try await #expect(anna.ask("What is my name?").text.contains("Anna"))
                }
                #expect(refusals(bot) <= 1)
            }
        }
    }

    /// A question that fits alone, but not with what was said before.
    @Test(arguments: RealLlamaServer.allCases)
    func aLongQuestionTakesThePlaceOfTheHistory(server: RealLlamaServer) async throws {
        try await server.run(contextSize: 512) { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(llamaURL: url, isHurried: true)
                try await bot.run(on: sandbox) {
                    for _ in 1...6 { _ = try await anna.ask("My name is Anna.") }
                    let text = String(repeating: "word ", count: 60) + "My name is Boris."
                    let answer = try await anna.ask(text).text
                    #expect(![words.modelUnavailable, words.messageTooLong].contains(answer))
                    _ = try await anna.ask("My name is Clara.")
                    try await #expect(anna.ask("What is my name?").text.contains("Clara"))
                }
                #expect(bot.errors.isEmpty)
                #expect(refusals(bot) <= 1)
            }
        }
    }

    /// An answer is allowed to be longer than the whole context.
    @Test(arguments: RealLlamaServer.allCases)
    func theLongestAnswerLeavesRoomForTheConversation(server: RealLlamaServer) async throws {
        try await server.run(contextSize: 512) { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let configuration = ChatBotConfiguration(sampling: Sampling(nPredict: 4000, temperature: 0))
                let bot = RunningBot(llamaURL: url, configuration: configuration, isHurried: true)
                try await bot.run(on: sandbox) {
                    _ = try await anna.ask("My name is Anna.")
                    try await #expect(anna.ask("What is my name?").text.contains("Anna"))
                    // Its answer is longer than what is left.
                    let list = try await anna.ask("Write a long list")
                    #expect(list.text.hasSuffix(words.cutOff))
                    _ = try await anna.ask("My name is Clara.")
                    try await #expect(anna.ask("What is my name?").text.contains("Clara"))
                }
                #expect(bot.errors.isEmpty)
                #expect(refusals(bot) <= 1)
            }
        }
    }

    /// Each of them fits alone.
    @Test func chatsThatShareAContextDoNotBurstIt() async throws {
        try await RealLlamaServer.llamaCpp.run(contextSize: 1024, slots: 4, options: [.sharedContext]) { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                var people: [Person] = []
                for name in ["Anna", "Boris", "Clara", "Dora"] { people.append(await sandbox.person(firstName: name)) }
                let bot = RunningBot(llamaURL: url, isHurried: true)
                try await bot.run(on: sandbox) {
                    for person in people { _ = try await person.ask("My name is \(person.firstName).") }
                    var lists: [Int] = []
                    for person in people { lists.append(await person.send("Write a long list")) }
                    for (person, list) in zip(people, lists) {
                        let answer = try await person.replies(after: list)[0].text
                        #expect(answer.contains("1. "))
                        #expect(!answer.contains(words.modelUnavailable) && !answer.contains(words.brokenOff))
                    }
                    for person in people {
                        _ = try await person.ask("My name is \(person.firstName).")
                        try await #expect(person.ask("What is my name?").text.contains(person.firstName))
                    }
                }
                #expect(bot.errors.isEmpty)
            }
        }
    }
}
