import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct ConversationTests {
    @Test func aQuestionAndItsAnswer() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna", lastName: "B", username: "anna", languageCode: "ru")
            let question = await anna.send("Привет 👋")
            let updates = try await bot.result("getUpdates", ["timeout": 50]).array ?? []
            let update = try #require(updates.first)
            #expect(updates.count == 1)
            let message = try #require(update["message"])
            #expect(message["message_id"] == .integer(question))
            #expect(message["text"] == "Привет 👋")
            #expect(message["entities"] == nil)
            #expect(message["from"]?["language_code"] == "ru")
            #expect(message["from"]?["is_bot"] == false)
            #expect(message["chat"]?["type"] == "private")
            #expect(message["chat"]?["id"] == .integer(anna.id))
            #expect(message["date"]?.integer ?? 0 > 1_600_000_000)

            let sent = try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "Hello, Anna!"])
            let answer = try #require(try await anna.replies(after: question).first)
            #expect(answer.text == "Hello, Anna!")
            #expect(answer.isFromBot)
            #expect(answer.messageID > question)
            #expect(sent["message_id"] == .integer(answer.messageID))
            #expect(sent["from"]?["id"] == 7_000_000_001)
            #expect(await anna.messages().map(\.text) == ["Привет 👋", "Hello, Anna!"])
        }
    }

    @Test func repliesComeWhileTheyAreWaitedFor() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let question = await anna.send("Count")
            async let replies = anna.replies(3, after: question)
            for number in 1...3 {
                try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": .string("\(number)")])
            }
            #expect(try await replies.map(\.text) == ["1", "2", "3"])
        }
    }

    @Test func waitingForAnAnswerEnds() async throws {
        try await withBot { (sandbox, _) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let question = await anna.send("Hello?")
            await #expect(
                throws: SandboxError.timedOut(waitingFor: "1 messages of the bot", .milliseconds(10))
            ) {
                try await anna.replies(after: question, timeout: .milliseconds(10))
            }
            let waiting = Task { try await anna.replies(after: question) }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
        }
    }
}
