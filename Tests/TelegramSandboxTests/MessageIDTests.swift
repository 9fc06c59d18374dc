import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct MessageIDTests {
    @Test func privateChatsAndBasicGroupsShareTheirIDs() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            let group = await sandbox.group(title: "Group", members: [anna, boris])
            func send(to chat: Int64) async throws -> Int64? {
                try await bot.result("sendMessage", ["chat_id": .integer(chat), "text": "x"])["message_id"]?.integer
            }
            #expect(await anna.send("x") == 1)
            #expect(await boris.send("x") == 2)
            #expect(try await send(to: anna.id) == 3)
            #expect(await boris.send("x", in: group) == 4)
            #expect(try await send(to: group.id) == 5)
            // What is refused takes none.
            _ = try await bot.call("sendMessage", ["chat_id": .integer(anna.id), "text": ""])
            #expect(try await send(to: anna.id) == 6)
            try await bot.result("deleteMessage", ["chat_id": .integer(anna.id), "message_id": 6])
            #expect(try await send(to: anna.id) == 7)
            #expect(await anna.messages().map(\.messageID) == [1, 3, 7])
            #expect(await anna.messages(in: group).map(\.messageID) == [4, 5])
            #expect(try await anna.replies(after: 3).map(\.messageID) == [7])
        }
    }

    @Test func eachSupergroupHasItsOwn() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let first = await sandbox.group(title: "First", members: [anna], isForum: true)
            let second = await sandbox.group(title: "Second", members: [anna], isForum: true)
            let basic = await sandbox.group(title: "Basic", members: [anna])
            #expect(await anna.send("x", in: basic) == 1)
            #expect(await sandbox.topic(name: "Topic", in: first) == 1)
            #expect(await anna.send("x", in: first) == 2)
            #expect(await anna.send("x", in: second) == 1)
            #expect(await anna.send("x") == 2)
            let sent = try await bot.result("sendMessage", ["chat_id": .integer(first.id), "text": "x"])
            #expect(sent["message_id"] == 3)
        }
    }

    @Test func answersGoToMessagesOfTheSameChatOnly() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            let question = await boris.send("x")
            let reply = try await bot.call(
                "sendMessage",
                [
                    "chat_id": .integer(anna.id), "text": "x",
                    "reply_parameters": ["message_id": .integer(question)],
                ]
            )
            #expect(reply.error == "Bad Request: message to be replied not found")
        }
    }
}

@Suite struct MessageHistoryTests {
    private func message(_ id: Int, _ text: String = "") -> StoredMessage {
        StoredMessage(
            id: id,
            from: 1,
            isFromBot: true,
            date: 0,
            content: .text(FormattedText(unchecked: text, entities: []))
        )
    }

    /// Compared with the obvious: a dictionary.
    @Test(arguments: [1, 7, 64, 1_000])
    func gaps(count: Int) {
        var generator = SeededGenerator(seed: 5, "history", Int64(count), 0)
        var history = MessageHistory(limit: count)
        var expected: [Int: String] = [:]
        var id = 0
        for _ in 0..<count {
            id += Int.random(in: 1...4, using: &generator)
            history.append(message(id, "first"))
            expected[id] = "first"
        }
        for _ in 0..<count {
            let some = Int.random(in: -1...id + 2, using: &generator)
            if Bool.random(using: &generator) {
                history[some] = message(some, "second")
                if expected[some] != nil { expected[some] = "second" }
            } else {
                history[some] = nil
                expected[some] = nil
            }
        }
        for some in -1...id + 2 { #expect(history[some]?.text == expected[some]) }
        for some in [Int.min, -1, 0, 1, id / 2, id - 1, id, id + 1, .max] {
            #expect(history.after(some).map(\.id) == expected.keys.filter { $0 > some }.sorted())
        }
        #expect(history.newest { $0.text == "first" }?.id == expected.filter { $0.value == "first" }.keys.max())
    }

    @Test func onlyTheLastAreKept() {
        var history = MessageHistory(limit: 3)
        for number in 1...100 {
            history.append(message(number * 5))
            let ids = history.after(0).map(\.id)
            #expect(min(3, number)...6 ~= ids.count)
            #expect(ids == ((number - ids.count + 1)...number).map { $0 * 5 })
        }
        #expect(history[5] == nil)
    }
}
