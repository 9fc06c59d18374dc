import Testing

@testable import TelegramSandbox

/// What was done is known, whether or not the bot heard of it.
@Suite(.timeLimit(.minutes(10))) struct CarriedOutTests {
    @Test func eachCallKnowsItsMessage() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await anna.send("Question")
            let chat: JSON = ["chat_id": .integer(anna.id)]
            func call(_ method: String, _ parameters: JSON) async throws {
                _ = try? await bot.call(method, chat.adding(parameters))
            }
            // A connection that is already open: not to be taken for one that could not be made.
            try await bot.result("getMe")
            await sandbox.inject(.dropAfter, on: "sendMessage")
            try await call("sendMessage", ["text": "One"])
            await sandbox.inject(.dropBefore, on: "sendMessage")
            try await call("sendMessage", ["text": "Never"])
            try await call("sendMessage", ["text": ""])
            await sandbox.inject(.dropAfter, on: "editMessageText")
            try await call("editMessageText", ["message_id": 2, "text": "Two"])
            try await call("editMessageText", ["message_id": 2, "text": "Two"])
            try await call("sendMessage", ["text": "Three"])
            await sandbox.inject(.dropAfter, on: "deleteMessage")
            try await call("deleteMessage", ["message_id": 3])
            try await call("sendChatAction", ["action": "typing"])
            await sandbox.inject(.garbage(status: 502, body: ""), on: "sendMessage")
            try await call("sendMessage", ["text": "Never"])

            let calls = await sandbox.calls
            #expect(calls.map(\.status) == [200, 0, 0, 400, 0, 400, 200, 0, 200, 502])
            #expect(calls.map(\.isCarriedOut) == [true, true, false, false, true, false, true, true, true, false])
            #expect(calls.map(\.messageID) == [nil, 2, nil, nil, 2, nil, 3, 3, nil, nil])
            let messages = await sandbox.messages(in: anna.chat)
            #expect(messages.map(\.text) == ["Question", "Two"])
            #expect(messages.map(\.isEdited) == [false, true])
            #expect(await sandbox.deletedMessages(in: anna.chat).map(\.text) == ["Three"])
        }
    }

    @Test func onlySoManyDeletedMessagesAreKept() async throws {
        var configuration = SandboxConfiguration()
        configuration.keptMessages = 3
        try await withBot(configuration) { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            for id in 1...20 {
                await anna.send("\(id)")
                try await bot.result("deleteMessage", ["chat_id": .integer(anna.id), "message_id": .integer(id)])
            }
            let deleted = await sandbox.deletedMessages(in: anna.chat).map(\.messageID)
            #expect(3...6 ~= deleted.count)
            #expect(deleted == Array((21 - deleted.count)...20))
        }
    }

    /// A schedule that names `getUpdates` hits it too; the updates come again, until the schedule is taken away.
    @Test(arguments: [Fault.dropBefore, .dropAfter])
    func pollsThatAreCutOff(fault: Fault) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            try await bot.result("getMe")
            await anna.send("Hello")
            await sandbox.setFaultSchedule(FaultSchedule(seed: 1, rates: [.fault(fault, 1, on: ["getUpdates"])]))
            for _ in 1...3 {
                await #expect(throws: (any Error).self) { try await bot.call("getUpdates", ["timeout": 50]) }
            }
            try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "x"])
            await sandbox.setFaultSchedule(nil)
            let updates = try await bot.result("getUpdates", ["timeout": 50]).array ?? []
            #expect(updates.map { $0["message"]?["text"] } == ["Hello"])
            let carriedOut = await sandbox.calls(of: "getUpdates").map(\.isCarriedOut)
            #expect(carriedOut == Array(repeating: fault == .dropAfter, count: 3) + [true])
        }
    }
}
