import LlamaServerTesting
import TelegramSandbox
import TestClocks
import Testing

@testable import ChatBot

/// What people see while the LLaMA server is away, and when it is back.
@Suite(.timeLimit(.minutes(10))) struct OutageTests {
    typealias Reply = ScriptedLlamaServer.Reply

    private let words = Words(language: .en)

    @Test func questionsWaitTheirAuthorIsToldOnceAndOneAnswerComes() async throws {
        try await StreamingScene.run(.off) { scene in
            await scene.server.goAway()
            try await scene.withBot {
                let question = await scene.anna.send("first")
                try await scene.whileTimePasses {
                    let notice = try await scene.anna.replies(after: question)[0]
                    #expect(notice.text == words.answerWillBeLate)
                    #expect(notice.buttons == [[words.takeBack]])
                    await scene.anna.send("second")
                    await scene.anna.send("third")
                    // Commands do not wait.
                    try await #expect(scene.anna.ask("/help").text == words.help)

                    await scene.server.comeBack()
                    let replies = try await scene.anna.replies(3, after: question)
                    #expect(replies.map(\.text) == [words.answerWillBeLate, words.help, "OK"])
                    // Nothing else comes.
                    try await #expect(scene.anna.ask("fourth").text == "OK")
                    try await scene.sandbox.waitForFinishedCalls(of: "editMessageReplyMarkup")
                }
                let bodies = await scene.answered
                #expect(bodies.count == 2)
                #expect(bodies.first?.contains(#"first\n\nsecond\n\nthird"#) == true)
                // They stay one message of the conversation.
                #expect(bodies.last?.contains(#"first\n\nsecond\n\nthird"#) == true)
            }
            let messages = await scene.anna.messages().filter(\.isFromBot)
            #expect(messages.map(\.text) == [words.answerWillBeLate, words.help, "OK", "OK"])
            #expect(messages.first?.buttons == [])
        }
    }

    @Test func aRestartForgetsNeitherTheQuestionNorThatItsAuthorWasTold() async throws {
        try await StreamingScene.run(.off, languageCode: "ru") { scene in
            let words = Words(language: .ru)
            await scene.server.goAway()
            let question = await scene.anna.send("раз")
            try await scene.withBot {
                try await scene.whileTimePasses {
                    try await #expect(scene.anna.replies(after: question).map(\.text) == [words.answerWillBeLate])
                    #expect(words.answerWillBeLate.hasPrefix(words.modelUnavailable))
                }
            }
            try await scene.withBot {
                try await scene.whileTimePasses {
                    await scene.anna.send("два")
                    try await #expect(scene.anna.ask("/help").text == words.help)
                }
            }
            try await scene.withBot {
                try await scene.whileTimePasses {
                    try await #expect(scene.anna.ask("/help").text == words.help)
                    await scene.server.comeBack()
                    _ = try await scene.anna.reply(after: question) { $0.text == "OK" }
                }
            }
            let texts = await scene.anna.messages().filter(\.isFromBot).map(\.text)
            #expect(texts == [words.answerWillBeLate, words.help, words.help, "OK"])
            #expect(await scene.answered.first?.contains(#"раз\n\nдва"#) == true)
        }
    }

    enum TakingBack: String, CaseIterable {
        case cancel, stop, button
    }

    @Test(arguments: TakingBack.allCases)
    func whatWaitsCanBeTakenBack(by way: TakingBack) async throws {
        try await StreamingScene.run(.off) { scene in
            await scene.server.goAway()
            try await scene.withBot {
                try await scene.whileTimePasses {
                    let question = await scene.anna.send("first")
                    let notice = try await scene.anna.replies(after: question)[0]
                    await scene.anna.send("second")
                    try await #expect(scene.anna.ask("/help").text == words.help)
                    switch way {
                    case .cancel, .stop:
                        try await #expect(scene.anna.ask("/\(way.rawValue)").text == words.takenBack(2))
                        try await #expect(scene.anna.ask("/cancel").text == words.nothingToTakeBack)
                    case .button:
                        try await scene.anna.press(words.takeBack, onMessage: notice.messageID)
                    }
                    try await scene.sandbox.waitForFinishedCalls(of: "editMessageReplyMarkup")
                    #expect(await scene.anna.messages().first { $0.messageID == notice.messageID }?.buttons == [])
                    // Whoever asks again is told again.
                    let last = await scene.anna.send("third")
                    try await #expect(scene.anna.replies(after: last)[0].text == words.answerWillBeLate)
                    await scene.server.comeBack()
                    _ = try await scene.anna.reply(after: last) { $0.text == "OK" }
                    try await #expect(scene.anna.ask("fourth").text == "OK")
                }
            }
            let bodies = await scene.answered
            #expect(bodies.count == 2)
            #expect(bodies.allSatisfy { !$0.contains("first") && !$0.contains("second") })
        }
    }

    @Test func whoHasWaitedTooLongIsToldSo() async throws {
        try await StreamingScene.run(.off) {
            $0.outageLimit = .seconds(600)
        } _: { scene in
            await scene.server.goAway()
            try await scene.withBot {
                try await scene.whileTimePasses {
                    let question = await scene.anna.send("first")
                    await scene.anna.send("first, too")
                    let replies = try await scene.anna.replies(2, after: question)
                    #expect(replies.map(\.text) == [words.answerWillBeLate, words.waitedTooLong])
                    await scene.server.comeBack()
                    let next = await scene.anna.send("next")
                    _ = try await scene.anna.reply(after: next) { $0.text == "OK" }
                }
            }
            // One word for both.
            let texts = await scene.anna.messages().filter(\.isFromBot).map(\.text)
            #expect(texts.filter { $0 == words.waitedTooLong }.count == 1)
            #expect(await scene.answered.allSatisfy { !$0.contains("first") })
        }
    }

    /// What there was of the answer goes away, and the answer is a new message, which is noticed.
    @Test func aServerThatDiesInTheMiddleOfAnAnswerWritesItAgain() async throws {
        try await StreamingScene.run(.edit) { scene in
            try await scene.withBot {
                await scene.server.script(
                    "/v1/chat/completions",
                    Reply(steps: [Reply.chatStart, Reply.chatDelta("Half an"), .hold, .abort])
                )
                try await scene.whileTimePasses {
                    let question = await scene.anna.send("hi")
                    _ = try await scene.anna.replies(after: question)
                    await scene.server.held(1)
                    await scene.server.goAway()
                    await scene.server.release()
                    try await scene.sandbox.waitForFinishedCalls(of: "deleteMessage")
                    #expect(await scene.anna.messages().filter(\.isFromBot).map(\.text) == [words.answerWillBeLate])
                    await scene.server.comeBack()
                    _ = try await scene.anna.reply(after: question) { message in
                        message.text == "OK" && message.buttons == [[words.resetContext]]
                    }
                    try await #expect(scene.anna.ask("next").text == "OK")
                }
            }
            let texts = await scene.anna.messages().filter(\.isFromBot).map(\.text)
            #expect(texts == [words.answerWillBeLate, "OK", "OK"])
        }
    }

    /// Each is told, and each gets an answer of their own.
    @Test func peopleInAGroupWaitSideBySide() async throws {
        try await StreamingScene.run(.off) { scene in
            let ivan = await scene.sandbox.person(firstName: "Ivan")
            let group = await scene.sandbox.group(title: "Friends", members: [scene.anna, ivan])
            let bot = SandboxConfiguration().botUsername
            await scene.server.goAway()
            try await scene.withBot {
                try await scene.whileTimePasses {
                    var questions: [Int] = []
                    for (person, text) in [(scene.anna, "one"), (ivan, "two"), (ivan, "three"), (scene.anna, "four")] {
                        questions.append(await person.send("@\(bot) \(text)", in: group))
                    }
                    _ = try await scene.anna.replies(2, after: questions[0], in: group)
                    // In its own time: Ivan's second question and Anna's wait, too.
                    try await #expect(scene.anna.ask("/help@\(bot)", in: group).text == words.help)
                    await scene.server.comeBack()
                    let replies = try await scene.anna.replies(6, after: questions[0], in: group)
                    #expect(
                        replies.map(\.text)
                            == [words.answerWillBeLate, words.answerWillBeLate, words.help, "OK", "OK", "OK"]
                    )
                    // In the order of each person.
                    let answered = replies.suffix(3).map(\.replyToMessageID)
                    #expect(Set(answered) == [questions[0], questions[2], questions[3]])
                    #expect(answered.filter { $0 != questions[2] } == [questions[0], questions[3]])
                }
            }
        }
    }

    @Test func theNextOutageIsToldAgain() async throws {
        try await StreamingScene.run(.off) { scene in
            try await scene.withBot {
                try await scene.whileTimePasses {
                    for _ in 1...2 {
                        await scene.server.goAway()
                        let question = await scene.anna.send("hi")
                        try await #expect(scene.anna.replies(after: question)[0].text == words.answerWillBeLate)
                        await scene.server.comeBack()
                        try await #expect(scene.anna.replies(2, after: question)[1].text == "OK")
                    }
                    // Taken back, there is no answer that would end it.
                    await scene.server.goAway()
                    let question = await scene.anna.send("hi")
                    _ = try await scene.anna.replies(after: question)
                    try await #expect(scene.anna.ask("/cancel").text == words.takenBack(1))
                    await scene.server.comeBack()
                    let next = await scene.anna.send("hi")
                    _ = try await scene.anna.reply(after: next) { $0.text == "OK" }
                    await scene.server.goAway()
                    let last = await scene.anna.send("hi")
                    try await #expect(scene.anna.replies(after: last)[0].text == words.answerWillBeLate)
                }
            }
        }
    }

    /// The refusal of what is too much does not end what waits.
    @Test func whoWritesTooMuchIsToldOnceOfEach() async throws {
        try await StreamingScene.run(.off) {
            $0.queueLimit = 5
        } _: { scene in
            await scene.server.goAway()
            try await scene.withBot {
                try await scene.whileTimePasses {
                    let question = await scene.anna.send("0")
                    _ = try await scene.anna.replies(after: question)
                    for number in 1...8 { await scene.anna.send("\(number)") }
                    _ = try await scene.anna.reply(after: question) { $0.text == words.tooManyMessages }
                    await scene.server.comeBack()
                    _ = try await scene.anna.reply(after: question) { $0.text == "OK" }
                }
            }
            let texts = await scene.anna.messages().filter(\.isFromBot).map(\.text)
            #expect(texts == [words.answerWillBeLate, words.tooManyMessages, "OK"])
        }
    }

    /// The question was taken back, so that no answer ends the outage; and the server returns while the bot is away.
    @Test func theNextOutageIsToldAgainAfterARestart() async throws {
        try await StreamingScene.run(.off) { scene in
            for _ in 1...2 {
                await scene.server.goAway()
                try await scene.withBot {
                    try await scene.whileTimePasses {
                        let question = await scene.anna.send("hi")
                        try await #expect(scene.anna.replies(after: question)[0].text == words.answerWillBeLate)
                        try await #expect(scene.anna.ask("/cancel").text == words.takenBack(1))
                    }
                }
                await scene.server.comeBack()
            }
        }
    }

    /// The server is healthy, but lets nobody in: the owner has to mend that.
    @Test func whileTheKeyIsWrongQuestionsWait() async throws {
        try await StreamingScene.run(.off) { scene in
            let refusal = Reply.json(#"{"error":{"message":"Invalid API Key","code":401}}"#, status: 401)
            await scene.server.always("/v1/chat/completions", refusal)
            try await scene.withBot {
                try await scene.whileTimePasses {
                    let question = await scene.anna.send("secret question")
                    try await #expect(scene.anna.replies(after: question)[0].text == words.answerWillBeLate)
                    await scene.server.requests(4, to: "/v1/chat/completions")
                    await scene.server.always("/v1/chat/completions", nil)
                    try await #expect(scene.anna.replies(2, after: question)[1].text == "OK")
                }
            }
            #expect(scene.bot.errors.allSatisfy { $0.contains("key") && !$0.contains("secret") })
        }
    }

    /// A server that seems ready and answers nobody is left alone for ever longer, also where several questions wait.
    @Test func questionsThatWaitAreNoReasonToAskSooner() async throws {
        try await StreamingScene.run(.off) { scene in
            let refusal = Reply.json(#"{"error":{"message":"Invalid API Key","code":401}}"#, status: 401)
            await scene.server.always("/v1/chat/completions", refusal)
            var requests = 1
            try await scene.withBot {
                // Too long to become one.
                let question = await scene.anna.send(String(repeating: "hi", count: 1100))
                _ = try await scene.anna.replies(after: question)
                await scene.anna.send(String(repeating: "hi", count: 1100))
                try await scene.waitUntilQuestionsWait(2)
                // The second one was news, so that the second pause is as short as the first.
                for pauses in [[1], [1], [1, 3], [1, 7], [1, 14]] {
                    for pause in pauses {
                        await scene.clock.sleeper(for: .seconds(pause))
                        let looks = await scene.server.requests.count { $0.path == "/health" }
                        // Long enough for a look too early.
                        try await #expect(scene.anna.ask("/help").text == words.help)
                        #expect(await scene.server.requests.count { $0.path == "/health" } == looks)
                        scene.clock.advance(by: .seconds(pause))
                    }
                    requests += 1
                    await scene.server.requests(requests, to: "/v1/chat/completions")
                    #expect(await scene.questions.count == requests)
                    try await scene.waitUntilQuestionsWait(2)
                }
            }
        }
    }

    /// Telegram was away as well: the word that the answer will be late comes too late itself.
    @Test func aLateWordIsNotSaid() async throws {
        try await StreamingScene.run(.off) { scene in
            await scene.server.goAway()
            try await scene.withBot {
                await scene.sandbox.inject(.tooManyRequests(retryAfter: 80_000), on: "sendMessage")
                let question = await scene.anna.send("hi")
                try await scene.sandbox.waitForFinishedCalls(of: "sendMessage")
                await scene.server.comeBack()
                try await scene.whileTimePasses {
                    await scene.server.requests(1, to: "/v1/chat/completions")
                    let ivan = await scene.sandbox.person(firstName: "Ivan")
                    try await #expect(ivan.ask("hi").text == "OK")
                }
                scene.clock.advance(by: .seconds(80_000))
                try await scene.whileTimePasses {
                    try await #expect(scene.anna.replies(after: question)[0].text == "OK")
                    try await #expect(scene.anna.ask("next").text == "OK")
                }
            }
            #expect(await scene.anna.messages().filter(\.isFromBot).map(\.text) == ["OK", "OK"])
        }
    }
}

extension StreamingScene {
    /// Waits until so many questions wait for the server.
    fileprivate func waitUntilQuestionsWait(_ count: Int) async throws {
        let database = try #require(bot.database)
        try await until {
            var waiting = 0
            for turn in try await database.openTurns() where try await database.outlook(for: turn).isWaiting {
                waiting += 1
            }
            return waiting == count
        }
    }

    /// What the model was asked while it was there.
    fileprivate var answered: [String] {
        get async {
            await server.requests.filter { $0.path == "/v1/chat/completions" && $0.status == 200 }.map(\.body)
        }
    }
}

extension ScriptedLlamaServer {
    /// Makes the server load its model until it has come back.
    func goAway() {
        let loading = Reply.json(
            #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#,
            status: 503
        )
        for path in ["/health", "/v1/chat/completions"] { always(path, loading) }
    }

    func comeBack() {
        for path in ["/health", "/v1/chat/completions"] { always(path, nil) }
    }
}
