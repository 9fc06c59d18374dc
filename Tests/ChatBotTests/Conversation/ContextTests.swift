import Foundation
import LlamaServer
import LlamaServerTesting
import TelegramSandbox
import Testing

@testable import ChatBot

/// What the model is shown, as the server received it.
@Suite(.timeLimit(.minutes(10))) struct ContextTests {
    struct Body: Decodable {
        struct Message: Decodable, Equatable {
            var role: String
            var content: String
        }
        var messages: [Message]
    }

    static func messages(of request: ScriptedLlamaServer.Request) throws -> [Body.Message] {
        try JSONDecoder().decode(Body.self, from: Data(request.body.utf8)).messages
    }

    private func shown(to server: ScriptedLlamaServer) async throws -> [Body.Message] {
        try Self.messages(of: #require(await server.requests.last { $0.path == "/v1/chat/completions" }))
    }

    /// The last twenty are always shown. With a mark above them the beginning stays the same for many turns, so that the server need not
    /// read it again.
    @Test(arguments: [
        (highWater: 20, exchanges: 15, first: 6), (highWater: nil, exchanges: 15, first: 1),
        (highWater: nil, exchanges: 20, first: 1), (highWater: nil, exchanges: 21, first: 12),
        (highWater: 24, exchanges: 13, first: 4),
    ])
    func atLeastTheLastTwentyMessages(highWater: Int?, exchanges: Int, first: Int) async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                var configuration = ChatBotConfiguration(
                    contextHighWater: highWater,
                    systemPrompt: "Be kind.",
                    streaming: .off
                )
                configuration.warmsUp = false
                let database = try BotDatabase(path: ":memory:")
                for number in 1..<exchanges { try await database.keep(number, of: anna.chat.id) }
                let bot = RunningBot(llamaURL: url, configuration: configuration, isHurried: true, database: database)
                try await bot.run(on: sandbox) {
                    await server.script("/v1/chat/completions", .chat("answer \(exchanges)"))
                    _ = try await anna.ask("question \(exchanges)")
                    _ = try await anna.ask("the last question")
                }
                let messages = try await shown(to: server)
                let history = (first...exchanges).flatMap {
                    [
                        Body.Message(role: "user", content: "question \($0)"),
                        Body.Message(role: "assistant", content: "answer \($0)"),
                    ]
                }
                #expect(messages.first == Body.Message(role: "system", content: "Be kind."))
                #expect(Array(messages.dropFirst().dropLast()) == history)
                #expect(messages.last == Body.Message(role: "user", content: "the last question"))
            }
        }
    }

    /// Such figures as some proxies give, where they know none.
    @Test func figuresOfZeroAreNotBelieved() async throws {
        typealias Reply = ScriptedLlamaServer.Reply
        let server = ScriptedLlamaServer(contextSize: 512)
        await server.always("/v1/chat/completions/input_tokens") { request in
            .json(#"{"input_tokens":\#(request.body.utf8.count / 3)}"#)
        }
        let zeros = #"data: {"choices":[],"timings":{"prompt_n":0,"cache_n":0,"predicted_n":0}}"# + "\n\n"
        let answer = Reply(steps: [Reply.chatStart, Reply.chatDelta("OK"), .bytes(zeros), Reply.chatEnd])
        await server.always("/v1/chat/completions", answer)
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                var configuration = ChatBotConfiguration(systemPrompt: "")
                configuration.warmsUp = false
                try await RunningBot(llamaURL: url, configuration: configuration, isHurried: true).run(on: sandbox) {
                    for _ in 1...7 { _ = try await anna.ask(String(repeating: "word ", count: 40)) }
                }
            }
        }
        // All of it would be 1,412 bytes, and there is room for 384 tokens of 3.
        let bytes = try await shown(to: server).map(\.content.utf8.count)
        #expect(bytes.reduce(0, +) <= 384 * 3)
    }

    @Test func failedTurnsLeaveTheRolesAlternating() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    for number in 1...9 {
                        if number.isMultiple(of: 3) {
                            await server.script("/v1/chat/completions", .init(status: 500, steps: [.bytes("no")]))
                        }
                        _ = try await anna.ask("question \(number)")
                    }
                    _ = try await anna.ask("the end")
                }
                let roles = try await shown(to: server).dropFirst().map(\.role)
                #expect(roles.count == 13)
                #expect(roles.enumerated().allSatisfy { $1 == ($0.isMultiple(of: 2) ? "user" : "assistant") })
            }
        }
    }

    @Test func anAnswerGoesBackAsItWasGenerated() async throws {
        let server = ScriptedLlamaServer()
        let text = "  \n**bold** ` ``` \\n <b>&amp;\u{301} 👩‍💻\n\n"
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    await server.script("/v1/chat/completions", .chat(text))
                    _ = try await anna.ask("hi")
                    _ = try await anna.ask("again")
                }
                try await #expect(shown(to: server).contains(Body.Message(role: "assistant", content: text)))
            }
        }
    }

    @Test func aResetDuringAnAnswerForgetsThatAnswerToo() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    _ = try await anna.ask("my name is Anna")
                    await server.script(
                        "/v1/chat/completions",
                        .init(steps: [
                            ScriptedLlamaServer.Reply.chatStart, .hold, ScriptedLlamaServer.Reply.chatDelta("late"),
                            ScriptedLlamaServer.Reply.chatEnd,
                        ])
                    )
                    let question = await anna.send("a long story, please")
                    await server.held(1)
                    // The button does not wait behind the answer.
                    try await anna.press("🔄 Reset context")
                    let confirmation = try await anna.replies(after: question)[0]
                    #expect(confirmation.text == Words(language: .en).contextReset)
                    await server.release()
                    try await #expect(anna.replies(after: confirmation.messageID)[0].text == "late")
                    _ = try await anna.ask("what do you know?")
                }
                try await #expect(shown(to: server).map(\.role) == ["system", "user"])
            }
        }
    }

    @Test func topicsAndGroupsHaveConversationsOfTheirOwn() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let forum = await sandbox.group(title: "Forum", members: [anna], isForum: true)
                let topics = await [sandbox.topic(name: "A", in: forum), sandbox.topic(name: "B", in: forum)]
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    for topic in topics {
                        let message = await anna.send(
                            "@localaichat_bot, in \(topic)",
                            in: forum,
                            messageThreadID: topic
                        )
                        let reply = try await anna.replies(after: message, in: forum)[0]
                        #expect(reply.messageThreadID == topic)
                        try await #expect(shown(to: server).last?.content == "in \(topic)")
                        try await #expect(shown(to: server).count == 2)
                    }
                    await anna.send("not for the bot", in: forum, messageThreadID: topics[0])
                    _ = try await anna.ask("private")
                    try await #expect(shown(to: server).count == 2)
                }
            }
        }
    }
}

extension BotDatabase {
    /// Keeps a question with its answer, as if it had been asked.
    fileprivate func keep(_ number: Int, of chatID: Int64) async throws {
        let incoming = Incoming(
            conversation: ConversationID(chatID: chatID),
            messageID: number,
            isInGroup: false,
            event: .text("question \(number)")
        )
        let turn = try #require(try await receive(incoming, updateID: -1000 - number)).turn
        let exchange = Exchange(question: "question \(number)", answer: "answer \(number)")
        try await store(Reply("answer", to: incoming), exchange: exchange, of: turn)
        try await close(turn)
    }
}
