import TestClocks
import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct EventTests {
    @Test func whatAPersonSeesOfAnAnswerInTheMaking() async throws {
        let clock = ManualClock()
        var configuration = SandboxConfiguration()
        configuration.clock = clock
        try await withBot(configuration) { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let chat = JSON.integer(anna.id)
            var events = await anna.events().makeAsyncIterator()
            try await bot.result("sendChatAction", ["chat_id": chat, "action": "typing"])
            #expect(await events.next() == .chatAction(chatID: anna.id, messageThreadID: nil, action: "typing"))
            #expect(await anna.chatAction() == "typing")
            clock.advance(by: .seconds(5))
            #expect(await anna.chatAction() == nil)

            try await bot.result("sendChatAction", ["chat_id": chat, "action": "typing"])
            _ = await events.next()
            let sent = try await bot.result("sendMessage", ["chat_id": chat, "text": "…"])
            #expect(await anna.chatAction() == nil)
            let id = Int(try #require(sent["message_id"]?.integer))
            async let full = anna.reply(after: 0) { $0.text == "All of it" }
            try await bot.result("editMessageText", ["chat_id": chat, "message_id": .integer(id), "text": "Some"])
            try await bot.result("editMessageText", ["chat_id": chat, "message_id": .integer(id), "text": "All of it"])
            let last = try await full
            #expect(last.messageID == id && last.isEdited)
            var texts: [String] = []
            for _ in 1...3 {
                switch await events.next() {
                case .message(let message), .edited(let message): texts.append(message.text)
                default: break
                }
            }
            #expect(texts == ["…", "Some", "All of it"])
            try await bot.result("deleteMessage", ["chat_id": chat, "message_id": .integer(id)])
            #expect(await events.next() == .deleted(chatID: anna.id, messageID: id))
        }
    }

    @Test func drafts() async throws {
        let clock = ManualClock()
        var configuration = SandboxConfiguration()
        configuration.clock = clock
        try await withBot(configuration) { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let chat = JSON.integer(anna.id)
            var events = await anna.events().makeAsyncIterator()
            await #expect(throws: SandboxError.noDraftToStop) { try await anna.stopDraft() }
            try await bot.result("sendMessageDraft", ["chat_id": chat, "draft_id": 5])
            let thinking = SandboxDraft(chatID: anna.id, messageThreadID: nil, draftID: 5, text: "", canStop: false)
            #expect(await events.next() == .draft(thinking))
            await #expect(throws: SandboxError.noDraftToStop) { try await anna.stopDraft() }
            try await bot.result(
                "sendMessageDraft",
                ["chat_id": chat, "draft_id": 5, "text": "So far", "can_stop": true]
            )
            let draft = SandboxDraft(chatID: anna.id, messageThreadID: nil, draftID: 5, text: "So far", canStop: true)
            #expect(await events.next() == .draft(draft))
            #expect(await anna.draft() == draft)

            try await anna.stopDraft()
            #expect(await anna.draft() == nil)
            let update = try await bot.result("getUpdates").array?.first
            #expect(update?["stopped_message_generation"]?["draft_id"] == 5)
            #expect(update?["stopped_message_generation"]?["chat"]?["id"] == chat)

            // A draft is gone after 30 s, or with the message.
            try await bot.result("sendMessageDraft", ["chat_id": chat, "draft_id": 6, "text": "x"])
            clock.advance(by: .seconds(29))
            #expect(await anna.draft()?.draftID == 6)
            clock.advance(by: .seconds(1))
            #expect(await anna.draft() == nil)
            try await bot.result("sendMessageDraft", ["chat_id": chat, "draft_id": 7, "text": "x"])
            try await bot.result("sendMessage", ["chat_id": chat, "text": "x"])
            #expect(await anna.draft() == nil)
        }
    }

    @Test func eventsEndWithTheSandbox() async throws {
        let sandbox = TelegramSandbox()
        let running = Task { try await sandbox.run() }
        _ = try await sandbox.apiURL()
        let anna = await sandbox.person(firstName: "Anna")
        let events = await anna.events()
        let waiting = Task { try await anna.replies(after: 0) }
        running.cancel()
        for await _ in events {}
        await #expect(throws: SandboxError.stopped) { try await waiting.value }
        try await running.value
        await #expect(throws: SandboxError.stopped) { try await sandbox.apiURL() }
    }

    @Test func draftsThatComeTooLate() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            func draft(_ id: Int, _ person: Person, _ text: String) async throws {
                try await bot.result(
                    "sendMessageDraft",
                    [
                        "chat_id": .integer(person.id), "draft_id": .integer(id), "text": .string(text),
                        "can_stop": true,
                    ]
                )
            }
            try await draft(1, anna, "a")
            try await draft(1, anna, "ab")
            try await anna.stopDraft()
            try await draft(2, anna, "b")
            try await draft(1, boris, "another chat's")
            #expect(await sandbox.lateDrafts.isEmpty)
            try await draft(1, anna, "after Stop")
            try await draft(2, anna, "bc")
            try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "bcd"])
            try await draft(2, anna, "after the message")
            #expect(await sandbox.lateDrafts.map(\.text) == ["after Stop", "after the message"])
        }
    }
}
