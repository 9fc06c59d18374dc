import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct GroupTests {
    @Test func everybodyInAGroupSeesTheAnswer() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            let clara = await sandbox.person(firstName: "Clara")
            let group = await sandbox.group(title: "Friends", members: [anna, boris])
            var borisSees = await boris.events().makeAsyncIterator()
            let clarasEvents = await clara.events()

            let question = await anna.send("/start@localaichat_bot", in: group)
            let update = try #require(try await bot.result("getUpdates").array?.first)
            let chat = try #require(update["message"]?["chat"])
            #expect(chat["type"] == "group" && chat["title"] == "Friends" && chat["is_forum"] == nil)
            #expect(chat["id"]?.integer ?? 0 < 0)
            #expect(update["message"]?["from"]?["first_name"] == "Anna")

            try await bot.result("sendMessage", ["chat_id": .integer(group.id), "text": "Hello, all"])
            let reply = try #require(try await boris.replies(after: question, in: group).first)
            #expect(await borisSees.next() == .message(reply))
            #expect(reply.text == "Hello, all")
            #expect(await boris.messages(in: group).count == 2)
            #expect(await boris.messages() == [])
            // Clara, who is not in it, has seen nothing until she hears something of her own.
            try await bot.result("sendMessage", ["chat_id": .integer(clara.id), "text": "Psst"])
            var claraSees = clarasEvents.makeAsyncIterator()
            guard case .message(let whisper) = await claraSees.next() else {
                Issue.record("Clara was shown something else")
                return
            }
            #expect(whisper.text == "Psst")
        }
    }

    @Test func topics() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let forum = await sandbox.group(title: "Forum", members: [anna], isForum: true)
            let topic = await sandbox.topic(name: "Cats", in: forum)
            await anna.send("Meow?", in: forum, messageThreadID: topic)
            await anna.send("In general", in: forum)
            let updates = try await bot.result("getUpdates").array ?? []
            #expect(updates.map { $0["message"]?["forum_topic_created"]?["name"] } == ["Cats", nil, nil])
            let message = updates[1]["message"]
            #expect(message?["message_thread_id"] == .integer(topic))
            #expect(message?["is_topic_message"] == true)
            #expect(message?["reply_to_message"]?["forum_topic_created"]?["name"] == "Cats")
            #expect(message?["chat"]?["is_forum"] == true && message?["chat"]?["type"] == "supergroup")
            #expect(updates[2]["message"]?["message_thread_id"] == nil)
            #expect(updates[2]["message"]?["is_topic_message"] == nil)

            let answer = try await bot.result(
                "sendMessage",
                ["chat_id": .integer(forum.id), "text": "Meow!", "message_thread_id": .integer(topic)]
            )
            #expect(answer["message_thread_id"] == .integer(topic))
            #expect(await anna.messages(in: forum).map(\.messageThreadID) == [topic, nil, topic])
        }
    }

    @Test func whoWritesInAGroupHasJoinedIt() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            let group = await sandbox.group(title: "Friends", members: [anna])
            await boris.send("May I?", in: group)
            let clara = await sandbox.person(firstName: "Clara")
            await clara.join(group)
            await clara.join(group)
            await boris.send("Welcome", in: group)
            let messages = try await bot.result("getUpdates").array?.map { $0["message"] } ?? []
            try #require(messages.map { $0?["text"] } == [nil, "May I?", nil, "Welcome"])
            #expect(messages[0]?["new_chat_members"]?.array?.map { $0["first_name"] } == ["Boris"])
            #expect(messages[0]?["from"]?["first_name"] == "Boris")
            #expect(messages[2]?["new_chat_members"]?.array?.map { $0["first_name"] } == ["Clara"])
            #expect(await clara.messages(in: group).map(\.text) == ["May I?", "Welcome"])
        }
    }

    @Test func aBotThatWasTakenOutHearsNothing() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let group = await sandbox.group(title: "Friends", members: [anna])
            await sandbox.setBot(isMember: false, of: group)
            await anna.send("Alone at last", in: group)
            #expect(await sandbox.pendingUpdateCount == 0)
            await sandbox.setBot(isMember: true, of: group)
            await anna.send("There you are", in: group)
            #expect(await sandbox.pendingUpdateCount == 1)
        }
    }

    @Test func blockingTheBot() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            await anna.setBlocked(true)
            await anna.setBlocked(true)
            await anna.send("Are you there?")
            let updates = try await bot.result("getUpdates").array ?? []
            #expect(updates.count == 1)
            #expect(updates[0]["my_chat_member"]?["new_chat_member"]?["status"] == "kicked")
            #expect(updates[0]["my_chat_member"]?["old_chat_member"]?["status"] == "member")
            await anna.setBlocked(false)
            try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "Again"])
            #expect(await sandbox.pendingUpdateCount == 2)
        }
    }

    @Test func aStrangerWhoWritesIsNoStranger() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna", languageCode: nil, hasStarted: false)
            await anna.send("/start")
            try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "Welcome"])
            let update = try await bot.result("getUpdates").array?.first
            #expect(update?["message"]?["from"]?["language_code"] == nil)
        }
    }
}
