import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct MessageTests {
    @Test(arguments: [
        (String(repeating: "é", count: 4096), String(repeating: "é", count: 4096)),
        (String(repeating: "👋", count: 4096), String(repeating: "👋", count: 4096)),
        (String(repeating: "x", count: 4096) + "  \n\n", String(repeating: "x", count: 4096)),
        ("\n  two\n lines \t\n", "two\n lines"),
        ("\u{A0}kept\u{A0}", "\u{A0}kept\u{A0}"),
    ])
    func textsAreTrimmedBeforeTheyAreMeasured(text: String, shown: String) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let message = try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": .string(text)])
            #expect(message["text"] == .string(shown))
            #expect(await anna.messages().map(\.text) == [shown])
        }
    }

    @Test func entitiesFollowTheTrimmedText() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let message = try await bot.result(
                "sendMessage",
                [
                    "chat_id": .integer(anna.id), "text": "\n 👋 bold, code ",
                    "entities": [
                        ["type": "underline", "offset": 11, "length": 5],
                        ["type": "bold", "offset": 5, "length": 4, "url": "https://example.com"],
                        ["type": "italic", "offset": 15, "length": 1],
                    ],
                ]
            )
            #expect(message["text"] == "👋 bold, code")
            #expect(
                message["entities"] == [
                    ["type": "bold", "offset": 3, "length": 4], ["type": "underline", "offset": 9, "length": 4],
                ]
            )
        }
    }

    @Test func everyKindOfEntityAndNesting() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let entities: JSON = [
                ["type": "expandable_blockquote", "offset": 0, "length": 10],
                ["type": "bold", "offset": 0, "length": 5],
                ["type": "italic", "offset": 0, "length": 5],
                ["type": "spoiler", "offset": 1, "length": 2],
                ["type": "code", "offset": 6, "length": 4],
                ["type": "pre", "offset": 11, "length": 2, "language": "swift"],
                ["type": "text_link", "offset": 14, "length": 3, "url": "https://example.com"],
                ["type": "underline", "offset": 15, "length": 1],
                ["type": "date_time", "offset": 18, "length": 1, "unix_time": 5, "date_time_format": "r"],
                ["type": "hashtag", "offset": 19, "length": 1],
            ]
            try await bot.result(
                "sendMessage",
                ["chat_id": .integer(anna.id), "text": "01234567890123456789", "entities": entities]
            )
            let seen = try #require(await anna.messages().first?.entities)
            #expect(seen.map(\.type).sorted() == (entities.array ?? []).compactMap { $0["type"]?.string }.sorted())
            #expect(seen.first { $0.type == "pre" }?.language == "swift")
            #expect(seen.first { $0.type == "text_link" }?.url == "https://example.com")
        }
    }

    @Test func anEditChangesTheMessage() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let chat = JSON.integer(anna.id)
            let keyboard: JSON = ["inline_keyboard": [[["text": "More", "callback_data": "more"]]]]
            let sent = try await bot.result(
                "sendMessage",
                ["chat_id": chat, "text": "One", "reply_markup": keyboard]
            )
            let id = try #require(sent["message_id"])
            #expect(sent["reply_markup"] == keyboard)
            let edited = try await bot.result(
                "editMessageText",
                ["chat_id": chat, "message_id": id, "text": "Two", "reply_markup": keyboard]
            )
            #expect(edited["edit_date"] != nil)
            var seen = try #require(await anna.messages().first)
            #expect(seen.text == "Two" && seen.isEdited && seen.buttons == [["More"]])

            // Leaving the keyboard out takes it away; the same again is not modified, also with space at its end.
            try await bot.result("editMessageText", ["chat_id": chat, "message_id": id, "text": "Two"])
            seen = try #require(await anna.messages().first)
            #expect(seen.buttons == [])
            for text in ["Two", "Two\n"] {
                let reply = try await bot.call(
                    "editMessageText",
                    ["chat_id": chat, "message_id": id, "text": .string(text)]
                )
                #expect(reply.error?.hasPrefix("Bad Request: message is not modified") == true)
            }
            try await bot.result(
                "editMessageReplyMarkup",
                ["chat_id": chat, "message_id": id, "reply_markup": keyboard]
            )
            try await bot.result(
                "editMessageText",
                [
                    "chat_id": chat, "message_id": id, "text": "Two", "reply_markup": keyboard,
                    "entities": [["type": "bold", "offset": 0, "length": 3]],
                ]
            )
            try await bot.result("deleteMessage", ["chat_id": chat, "message_id": id])
            #expect(await anna.messages() == [])
            let reply = try await bot.call("editMessageText", ["chat_id": chat, "message_id": id, "text": "Three"])
            #expect(reply.error == "Bad Request: message to edit not found")
        }
    }

    @Test func repliesAndSendingWithoutThem() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let question = await anna.send("Question")
            let answer = try await bot.result(
                "sendMessage",
                [
                    "chat_id": .integer(anna.id), "text": "Answer",
                    "reply_parameters": ["message_id": .integer(question), "chat_id": .integer(anna.id)],
                ]
            )
            #expect(answer["reply_to_message"]?["text"] == "Question")
            let other = try await bot.result(
                "sendMessage",
                [
                    "chat_id": .integer(anna.id), "text": "Answer",
                    "reply_parameters": ["message_id": 99, "allow_sending_without_reply": true],
                ]
            )
            #expect(other["reply_to_message"] == nil)
            #expect(await anna.messages().map(\.replyToMessageID) == [nil, question, nil])
            await anna.send("And?", replyTo: 2)
            let updates = try await bot.result("getUpdates").array ?? []
            #expect(updates.last?["message"]?["reply_to_message"]?["text"] == "Answer")
            #expect(updates.last?["message"]?["reply_to_message"]?["reply_to_message"] == nil)
        }
    }

    @Test func commandsAreMarked() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let texts: [(String, [[Int64]])] = [
                ("/start", [[0, 6]]), ("/start@localaichat_bot now", [[0, 22]]), ("👋 /help me", [[3, 5]]),
                ("no/command", []), ("/", []), ("//", []), ("/привет", []), ("/a\r\n/b", [[0, 2], [4, 2]]), ("", []),
            ]
            for (text, _) in texts { await anna.send(text) }
            let updates = try await bot.result("getUpdates").array ?? []
            for (update, (text, marks)) in zip(updates, texts) {
                let entities = update["message"]?["entities"]?.array ?? []
                #expect(update["message"]?["text"] == .string(text))
                let marked = entities.map { [$0["offset"]?.integer ?? -1, $0["length"]?.integer ?? -1] }
                #expect(marked == marks, "\(text)")
                #expect(entities.allSatisfy { $0["type"] == "bot_command" })
            }
        }
    }

    @Test func anEndlessTextArrivesAsItStands() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let text = String(repeating: "🏳️‍🌈\u{202E}x\0", count: 20_000)
            await anna.send(text)
            let update = try await bot.result("getUpdates").array?.first
            #expect(update?["message"]?["text"] == .string(text))
        }
    }

    @Test func whatPeopleEdit() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            let group = await sandbox.group(title: "Group", members: [anna, boris])
            let id = await anna.send("Hello", in: group)
            try await anna.edit(id, to: "Hello!", in: group)
            let updates = try await bot.result("getUpdates").array ?? []
            #expect(updates.last?["edited_message"]?["text"] == "Hello!")
            #expect(updates.last?["edited_message"]?["edit_date"] != nil)
            await #expect(throws: SandboxError.noSuchMessage(id)) { try await boris.edit(id, to: "x", in: group) }
        }
    }

    @Test func commandsOfTheBot() async throws {
        try await withBot { (_, bot) async throws in
            let commands: JSON = [["command": "start", "description": "Begin"]]
            try await bot.result("setMyCommands", ["commands": commands])
            try await bot.result("setMyCommands", ["commands": [], "language_code": "ru"])
            #expect(try await bot.result("getMyCommands") == commands)
            #expect(try await bot.result("getMyCommands", ["scope": ["type": "default"]]) == commands)
            #expect(try await bot.result("getMyCommands", ["language_code": "ru"]) == [])
            #expect(try await bot.result("getMyCommands", ["scope": ["type": "all_group_chats"]]) == [])
        }
    }

    @Test func aChatInFull() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna", username: "anna")
            let chat = try await bot.result("getChat", ["chat_id": .string("\(anna.id)")])
            #expect(chat["first_name"] == "Anna" && chat["username"] == "anna" && chat["type"] == "private")
            #expect(chat["accent_color_id"] != nil && chat["accepted_gift_types"] != nil)
        }
    }

    @Test func onlySoManyMessagesAreKept() async throws {
        var configuration = SandboxConfiguration()
        configuration.keptMessages = 10
        configuration.keptCalls = 10
        try await withBot(configuration) { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            for number in 1...55 {
                try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": .string("\(number)")])
            }
            let messages = await anna.messages()
            #expect(10...20 ~= messages.count)
            #expect(messages.last?.messageID == 55)
            #expect(try await anna.replies(3, after: 50).map(\.text) == ["51", "52", "53"])
            #expect(await sandbox.calls.count == 10)
            #expect(await sandbox.callCount(of: "sendMessage") == 55)
            let reply = try await bot.call(
                "editMessageText",
                ["chat_id": .integer(anna.id), "message_id": 1, "text": "x"]
            )
            #expect(reply.error == "Bad Request: message to edit not found")
        }
    }
}
