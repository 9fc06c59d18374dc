import LlamaServerTesting
import Synchronization
import TelegramSandbox
import Testing

@testable import ChatBot

@Suite(.timeLimit(.minutes(10))) struct ManyChatsTests {
    /// A slow server: it answers nobody until everybody has written, and takes two requests at once.
    @Test func eightyChatsAtOnce() async throws {
        let server = ScriptedLlamaServer(slots: 2)
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                var people: [Person] = []
                for number in 0..<80 { people.append(await sandbox.person(firstName: "Person \(number)")) }
                let bot = RunningBot(llamaURL: url, isHurried: true)
                try await bot.run(on: sandbox) {
                    _ = try await people[0].ask("/help")
                    let held = Mutex(2)
                    await server.always("/v1/chat/completions") { request in
                        let isHeld = held.withLock { count in
                            count -= 1
                            return count >= 0
                        }
                        return .echo(of: request, isHeld: isHeld)
                    }
                    var first: [Int] = []
                    for person in people { first.append(await person.send("\(person.firstName): 1")) }
                    for number in 2...3 {
                        for person in people { await person.send("\(person.firstName): \(number)") }
                    }
                    await server.held(2)
                    // By the time that this is answered, everybody's message has been taken in.
                    _ = try await sandbox.person(firstName: "Late").ask("/help")
                    #expect(await server.requests.count { $0.path == "/v1/chat/completions" } == 2)
                    await server.release()
                    for (person, first) in zip(people, first) {
                        let answers = try await person.replies(3, after: first)
                        #expect(answers.map(\.text) == (1...3).map { "\(person.firstName): \($0)" })
                    }
                }
                #expect(bot.errors.isEmpty)
            }
        }
    }

    @Test func aChatThatWritesTooMuchIsToldSoOnce() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(llamaURL: url, configuration: ChatBotConfiguration(queueLimit: 3), isHurried: true)
                try await bot.run(on: sandbox) {
                    await server.script("/v1/chat/completions", .held("OK"))
                    let first = await anna.send("0")
                    await server.held(1)
                    for number in 1...8 { await anna.send("\(number)") }
                    let refusal = try await anna.reply(after: first) { _ in true }
                    #expect(refusal.text == Words(language: .en).tooManyMessages)
                    await server.release()
                    let replies = try await anna.replies(5, after: first)
                    #expect(replies.map(\.text) == [refusal.text, "OK", "OK", "OK", "OK"])
                    try await #expect(anna.ask("room again?").text == "OK")
                }
            }
        }
    }

    /// What counts is the person, who may write wherever he likes; others are not concerned.
    @Test func whoWritesTooMuchInSeveralChatsIsToldSoInEach() async throws {
        let words = Words(language: .en)
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let boris = await sandbox.person(firstName: "Boris")
                let group = await sandbox.group(title: "G", members: [anna, boris])
                let bot = RunningBot(llamaURL: url, configuration: ChatBotConfiguration(queueLimit: 1), isHurried: true)
                try await bot.run(on: sandbox) {
                    await server.script("/v1/chat/completions", .held("OK"))
                    let first = await anna.send("0")
                    await server.held(1)
                    for number in 1...3 { await anna.send("\(number)") }
                    let there = await anna.send("/help@localaichat_bot", in: group)
                    try await #expect(anna.reply(after: first) { _ in true }.text == words.tooManyMessages)
                    let refusal = try await anna.reply(after: there, in: group) { $0.isFromBot }
                    #expect(refusal.text == words.tooManyMessages)
                    try await #expect(boris.ask("/help@localaichat_bot", in: group).text == words.help)
                    // Buttons and Stop are no messages.
                    try await #expect(anna.ask("/stop").text == words.stoppedBeforeAnswer)
                }
            }
        }
    }

    /// One who writes much delays nobody else in his group.
    @Test func inAGroupNobodyStandsInLineBehindSomebodyElsesAnswer() async throws {
        let words = Words(language: .en)
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let boris = await sandbox.person(firstName: "Boris")
                let group = await sandbox.group(title: "G", members: [anna, boris])
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    let held = ScriptedLlamaServer.Reply(steps: [ScriptedLlamaServer.Reply.chatStart, .hold])
                    await server.script("/v1/chat/completions", held)
                    for number in 1...5 { await anna.send("@localaichat_bot \(number)", in: group) }
                    await server.held(1)
                    try await #expect(boris.ask("/help@localaichat_bot", in: group).text == words.help)
                }
            }
        }
    }

    /// The server counts one's prompt for long, and somebody else in the group has an answer meanwhile.
    @Test func whatWasSaidWhileAPromptWasMadeBelongsToIt() async throws {
        let server = ScriptedLlamaServer(contextSize: 512)
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let boris = await sandbox.person(firstName: "Boris")
                let group = await sandbox.group(title: "G", members: [anna, boris])
                await server.script(
                    "/v1/chat/completions/input_tokens",
                    .init(steps: [.hold, .bytes(#"{"input_tokens":100}"#)])
                )
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    let long = String(repeating: "long ", count: 100)
                    let question = await boris.send("@localaichat_bot \(long)", in: group)
                    await server.held(1)
                    _ = try await anna.ask("@localaichat_bot short", in: group)
                    await server.release()
                    _ = try await boris.reply(after: question, in: group) {
                        $0.isFromBot && $0.replyToMessageID == question
                    }
                }
                let prompts = await server.requests.filter { $0.path == "/v1/chat/completions" }
                let messages = try ContextTests.messages(of: #require(prompts.last))
                #expect(messages.map(\.role) == ["system", "user", "assistant", "user"])
            }
        }
    }
}

extension ScriptedLlamaServer.Reply {
    /// Answers with the question.
    static func echo(of request: ScriptedLlamaServer.Request, isHeld: Bool) -> Self {
        let question = try? ContextTests.messages(of: request).last?.content
        return Self(steps: (isHeld ? [.hold] : []) + [chatStart, chatDelta(question ?? "?"), chatEnd])
    }

    /// Answers when it is released.
    fileprivate static func held(_ text: String) -> Self {
        Self(steps: [.hold, chatStart, chatDelta(text), chatEnd])
    }
}
