import LlamaServer
import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// What chatters and the owner see when the LLaMA server fails.
@Suite(.timeLimit(.minutes(10))) struct FailureTests {
    typealias Reply = ScriptedLlamaServer.Reply

    struct Failure: Sendable, CustomTestStringConvertible {
        var name: String
        var reply: Reply
        /// What the one line in the log says.
        var cause: String
        /// What was written by then; it stays.
        var written: String?
        var testDescription: String { name }
    }

    static let failures = [
        Failure(
            name: "500",
            reply: Reply(status: 500, steps: [.bytes("Internal Server Error")]),
            cause: "❌ Ошибка LLaMA сервера: 500 - Internal Server Error"
        ),
        Failure(
            name: "ends without a reason",
            reply: Reply(steps: [Reply.chatStart, Reply.chatDelta("Half"), .bytes("data: [DONE]\n\n")]),
            cause: "broke off",
            written: "Half"
        ),
        Failure(name: "garbage stream", reply: Reply(steps: [.bytes("data: <<<>>>\n\n")]), cause: "broke off"),
        Failure(name: "garbage page", reply: Reply(steps: [.bytes("<html>hello</html>")]), cause: "broke off"),
        Failure(name: "not an answer", reply: .json(#"{"hello": [1, 2]}"#), cause: "broke off"),
        Failure(name: "nothing at all", reply: Reply(steps: []), cause: "broke off"),
        Failure(
            name: "error in the middle",
            reply: Reply(steps: [
                Reply.chatStart, .bytes("data: {\"error\":{\"code\":500,\"message\":\"out of memory\"}}\n\n"),
            ]),
            cause: "out of memory"
        ),
    ]

    @Test(arguments: failures)
    func thePoliteSentenceThenTheNextAnswer(failure: Failure) async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let ivan = await sandbox.person(firstName: "Иван", languageCode: "ru")
                let bot = RunningBot(llamaURL: url, isHurried: true)
                try await bot.run(on: sandbox) {
                    await server.always("/v1/chat/completions", failure.reply)
                    let words = Words(language: .en)
                    try await #expect(
                        anna.ask("secret question").text
                            == (failure.written.map { "\($0)\n\n\(words.brokenOff)" } ?? words.modelUnavailable)
                    )
                    try await #expect(
                        ivan.ask("вопрос").text
                            == (failure.written.map { "\($0)\n\n\(Words(language: .ru).brokenOff)" }
                                ?? "Извините, не могу сейчас ответить. Проблема на стороне ИИ-модели.")
                    )
                    await server.always("/v1/chat/completions", nil)
                    await server.script("/v1/chat/completions", .chat("Here I am."))
                    try await #expect(anna.ask("and now?").text == "Here I am.")
                }
                #expect(bot.errors.count == 2)
                for line in bot.errors {
                    #expect(line.contains(failure.cause))
                    #expect(!line.contains("\n"))
                    #expect(!line.contains("secret"))
                }
                // Nothing of what failed is shown to the model, unless it is in the chat.
                let last = try #require(await server.requests.last { $0.path == "/v1/chat/completions" })
                #expect(last.body.contains("and now?"))
                #expect(last.body.contains("secret question") == (failure.written != nil))
            }
        }
    }

    /// Also when the answer was tried once more.
    @Test func whatWasWrittenStaysWhereTheConnectionBreaks() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                var sight = await Sight(of: anna)
                let bot = RunningBot(llamaURL: url, isHurried: true)
                try await bot.run(on: sandbox) {
                    await server.script(
                        "/v1/chat/completions",
                        Reply(steps: [Reply.chatStart, Reply.chatDelta("Lost"), .abort]),
                        Reply(steps: [Reply.chatStart, Reply.chatDelta("Half an ans"), .hold, .abort]),
                        .chat("Here I am.")
                    )
                    let question = await anna.send("secret question")
                    // What comes just before a connection breaks may be lost with it, so it has to have come.
                    while let text = await sight.draft(), text != "Half an ans" {}
                    await server.release()
                    let answer = try await anna.reply(after: question) { _ in true }
                    #expect(answer.text == "Half an ans\n\n\(Words(language: .en).brokenOff)")
                    try await #expect(anna.ask("and now?").text == "Here I am.")
                }
                #expect(bot.errors.count == 1)
                #expect(bot.errors.allSatisfy { $0.contains("broke") && !$0.contains("secret") })
                let last = try #require(await server.requests.last { $0.path == "/v1/chat/completions" })
                #expect(last.body.contains("secret question") && last.body.contains("Half an ans"))
            }
        }
    }

    @Test func aServerThatHangs() async throws {
        let clock = ManualClock()
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                let bot = RunningBot(llamaURL: url, requestTimeout: .seconds(300), isHurried: true, clock: clock)
                try await bot.run(on: sandbox) {
                    // The bot has looked for the server by then: that, too, has a limit by this clock.
                    _ = try await anna.ask("hello")
                    await server.script("/v1/chat/completions", Reply(steps: [.hold]))
                    let question = await anna.send("hi")
                    await server.held(1)
                    clock.advance(by: .seconds(301))
                    let reply = try await anna.replies(after: question)[0]
                    #expect(reply.text == Words(language: .en).modelUnavailable)
                    try await #expect(anna.ask("again").text == "OK")
                }
                #expect(bot.errors.count == 1)
            }
        }
    }

    @Test func oneCutAnswerIsTriedOnceMore() async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    await server.script(
                        "/v1/chat/completions",
                        Reply(steps: [Reply.chatStart, Reply.chatDelta("Half"), .abort]),
                        .chat("Whole.")
                    )
                    try await #expect(anna.ask("hi").text == "Whole.")
                }
            }
        }
    }

    @Test func whatDoesNotFitIsCutAndTheQuestionAloneIsRefused() async throws {
        let tooLong = Reply.json(
            """
            {"error":{"code":400,"message":"request (2019 tokens) exceeds the available context size (1024 tokens)",
            "type":"exceed_context_size_error","n_prompt_tokens":2019,"n_ctx":1024}}
            """,
            status: 400
        )
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    for number in 0..<6 { _ = try await anna.ask("question \(number)") }
                    await server.script("/v1/chat/completions", tooLong, .chat("Fits."))
                    try await #expect(anna.ask("one more").text == "Fits.")
                    let sizes = await server.requests.filter { $0.path == "/v1/chat/completions" }.map(\.body.count)
                    #expect(sizes[sizes.count - 1] < sizes[sizes.count - 2])

                    await server.always("/v1/chat/completions", tooLong)
                    try await #expect(anna.ask("too long").text == Words(language: .en).messageTooLong)
                }
            }
        }
    }

    /// llama-server's slots share one context: three long answers can leave no room for a short question.
    @Test func aShortMessageIsNotCalledTooLong() async throws {
        let shared = Reply.json(
            #"{"error":{"code":500,"message":"Context size has been exceeded.","type":"server_error"}}"#,
            status: 500
        )
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    await server.always("/v1/chat/completions", shared)
                    try await #expect(anna.ask("hi").text == Words(language: .en).modelUnavailable)
                    let long = String(repeating: "long ", count: 400)
                    try await #expect(anna.ask(long).text == Words(language: .en).messageTooLong)
                }
            }
        }
    }

    @Test(arguments: ["", "  \n", "\u{200B}"])
    func anEmptyAnswer(text: String) async throws {
        let server = ScriptedLlamaServer()
        try await server.run { url in
            try await TelegramSandbox.withSandbox { sandbox, _ in
                let anna = await sandbox.person(firstName: "Anna")
                try await RunningBot(llamaURL: url, isHurried: true).run(on: sandbox) {
                    await server.script("/v1/chat/completions", .chat(text))
                    try await #expect(anna.ask("hi").text == Words(language: .en).emptyAnswer)
                    try await #expect(anna.ask("hi").text == "OK")
                }
            }
        }
    }
}
