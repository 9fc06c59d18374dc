import TelegramSandbox
import Testing

/// A bot of somebody else at the sandbox, written with aiogram: it is a Bot API server, and not a mirror of our own client.
@Suite(.timeLimit(.minutes(10))) struct AiogramTests {
    @Test func aConversation() async throws {
        try await TelegramSandbox.withSandbox { sandbox, _ in
            let anna = await sandbox.person(firstName: "Anna <&>", languageCode: "de")
            let stranger = await sandbox.person(firstName: "Zoe", hasStarted: false)
            let (_, output) = try await ForeignBot.run("aiogram_bot", environment: "aiogram", on: sandbox) {
                try await sandbox.waitForCalls(of: "getUpdates")
                try await formattingAndButtons(anna, sandbox)
                try await files(anna)
                try await refusals(anna, stranger, sandbox)
                try await otherMessages(anna, sandbox)
            }
            #expect(output == "", "aiogram warns of nothing")
            for call in await sandbox.calls { #expect(call.unknownParameters == [], "\(call.method)") }
        }
    }

    private func formattingAndButtons(_ anna: Person, _ sandbox: TelegramSandbox) async throws {
        let start = await anna.send("/start")
        let greeting = try #require(try await anna.replies(after: start).first)
        #expect(greeting.text == "Hello, Anna <&>!\nWhat do you say?\n1 < 2 More")
        #expect(greeting.buttons == [["Count: 0"], ["The source"]])
        #expect(greeting.entities.map(\.type) == ["bold", "italic", "underline", "pre", "text_link"])
        #expect(greeting.entities.first { $0.type == "pre" }?.language == "python")
        #expect(greeting.entities.last?.url == "https://example.com/?a=1&b=2")

        var events = await anna.events().makeAsyncIterator()
        for (press, showAlert) in [(0, false), (1, true)] {
            try await anna.press("Count: \(press)")
            var answer: SandboxEvent?
            while answer == nil {
                guard let event = await events.next() else { break }
                if case .callbackAnswered = event { answer = event }
            }
            guard case .callbackAnswered(_, let text, let isAlert)? = answer else {
                Issue.record("the button was not answered")
                return
            }
            #expect(text == "That was \(press + 1)")
            #expect(isAlert == showAlert)
            let edited = try await anna.reply(after: start) { $0.text == "Pressed \(press + 1) times" }
            #expect(edited.messageID == greeting.messageID)
            #expect(edited.buttons.first == ["Count: \(press + 1)"])
        }
    }

    private func files(_ anna: Person) async throws {
        let request = await anna.send("/file")
        let message = try #require(try await anna.replies(after: request).first)
        #expect(message.document?.name == "Notiz für Anna.txt")
        #expect(message.document?.text == "Zeile eins\n<zwei>\n")
        #expect(message.text == "Your file")
        #expect(message.entities.map(\.type) == ["bold"])
        #expect(message.replyToMessageID == request)
    }

    private func refusals(_ anna: Person, _ stranger: Person, _ sandbox: TelegramSandbox) async throws {
        let broken = await anna.send("/broken")
        let refusal = try #require(try await anna.replies(after: broken).first)
        #expect(refusal.text.contains("Can't find end tag corresponding to start tag \"b\""))

        await sandbox.inject(.tooManyRequests(retryAfter: 7), on: "sendMessage")
        let wait = await anna.send("/wait")
        try await #expect(anna.replies(after: wait).first?.text == "told to wait 7 s")

        let forbidden = await anna.send("/stranger \(stranger.id)")
        let answer = try #require(try await anna.replies(after: forbidden).first)
        #expect(answer.text.contains("bot can't initiate conversation with a user"))
    }

    private func otherMessages(_ anna: Person, _ sandbox: TelegramSandbox) async throws {
        let deletion = await anna.send("/delete")
        _ = try await anna.reply(after: deletion) { $0.text == "deleted" }
        #expect(await sandbox.deletedMessages(in: anna.chat).map(\.text) == ["soon gone"])

        let group = await sandbox.group(title: "Friends", members: [anna], isForum: true)
        let topic = await sandbox.topic(name: "One", in: group)
        let question = await anna.send("a < b & c", in: group, messageThreadID: topic)
        let echo = try #require(try await anna.replies(after: question, in: group).first)
        #expect(echo.text == "a < b & c")
        #expect(echo.messageThreadID == topic)
        #expect(echo.replyToMessageID == question)
        #expect(echo.entities.map(\.type) == ["expandable_blockquote"])
        try await anna.edit(question, to: "other", in: group)
        _ = try await anna.reply(after: question, in: group) { $0.text == "you changed it" }
        #expect(await sandbox.callCount(of: "sendChatAction") == 1)
        #expect(await sandbox.callCount(of: "setMyCommands") == 1)
    }
}
