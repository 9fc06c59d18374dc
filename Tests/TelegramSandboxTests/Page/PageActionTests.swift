import NIOHTTP1
import Testing

@testable import TelegramSandbox

@Suite("What is done on the page", .timeLimit(.minutes(10))) struct PageActionTests {
    @Test("people, groups, topics, messages, edits and blocks: the bot gets what Telegram would send")
    func all() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = try await page.result("people", ["first_name": "Anna", "language_code": "ru"])
            let boris = try await page.result("people", ["first_name": "Boris"])
            #expect(anna["language_code"] == "ru")
            #expect(boris["language_code"] == "en")
            let group = try await page.result(
                "groups",
                ["title": "Friends", "members": [anna["id"] ?? 0], "is_forum": true]
            )
            #expect(group["type"] == "supergroup")
            #expect(group["is_forum"] == true)
            var tab = try await page.events()
            let scene = try await tab.next().data
            #expect(scene["chats"]?.array?.map { $0["id"] } == [anna["id"], boris["id"], group["id"]])

            let topic = try await page.result(
                "topics",
                ["chat_id": group["id"], "from": anna["id"], "name": "Cooking"]
            )["message_thread_id"]
            let chat = try await tab.next().data
            #expect(chat["topics"] == [["message_thread_id": topic, "name": "Cooking"]])
            #expect(try await tab.next().data["forum_topic_created"]?["name"] == "Cooking")
            // Only members write in a group; Boris joins it, as by its link.
            let stranger = try await page.post(
                "messages",
                ["chat_id": group["id"], "from": boris["id"], "text": "Soup?", "message_thread_id": topic]
            )
            #expect(stranger.status == 403)
            #expect(stranger.json["code"] == "notMember")
            let entered = try await page.result("members", ["chat_id": group["id"], "from": boris["id"]])
            // Who is in it joins it no second time.
            #expect(try await page.result("members", ["chat_id": group["id"], "from": boris["id"]]) == entered)
            let sent = try await page.result(
                "messages",
                ["chat_id": group["id"], "from": boris["id"], "text": "Soup?", "message_thread_id": topic]
            )
            let joined = try await tab.next()
            #expect(joined.name == "chat")
            #expect(joined.data == entered)
            #expect(joined.data["members"] == [anna["id"] ?? 0, boris["id"] ?? 0])
            let joining = try await tab.next().data
            #expect(joining["new_chat_members"] == [boris])
            #expect(joining["from"] == boris)
            let message = try await tab.next()
            #expect(message.data["message_thread_id"] == topic)
            let reply = try await page.result(
                "messages",
                [
                    "chat_id": group["id"], "from": anna["id"], "text": "/help",
                    "message_thread_id": topic, "reply_to_message_id": sent["message_id"],
                ]
            )
            let replyMessage = try await tab.next().data
            #expect(replyMessage["reply_to_message"]?["text"] == "Soup?")
            #expect(replyMessage["entities"] == [["type": "bot_command", "offset": 0, "length": 5]])
            try await page.result(
                "edits",
                ["chat_id": group["id"], "from": anna["id"], "message_id": reply["message_id"], "text": "Soup!"]
            )
            let edited = try await tab.next()
            #expect(edited.name == "edited")
            #expect(edited.data["text"] == "Soup!")
            #expect(edited.data["edit_date"] != nil)
            // What is as it was is no edit.
            try await page.result(
                "edits",
                ["chat_id": group["id"], "from": anna["id"], "message_id": reply["message_id"], "text": " Soup! "]
            )
            try await page.result("blocks", ["from": anna["id"], "is_blocked": true])
            let blocked = try await tab.next()
            #expect(blocked.name == "chat")
            #expect(blocked.data["is_blocked"] == true)
            let refused = try await page.post("messages", ["chat_id": anna["id"], "from": anna["id"], "text": "Hi"])
            #expect(refused.status == 409)
            try await page.result("blocks", ["from": anna["id"], "is_blocked": false])

            let updates = try await bot.result("getUpdates").array ?? []
            let kinds = updates.map { $0.members?.last?.name }
            #expect(
                kinds == [
                    "message", "message", "message", "message", "edited_message", "my_chat_member", "my_chat_member",
                ]
            )
            #expect(updates[1]["message"] == joining)
            #expect(updates[2]["message"] == message.data)
            #expect(updates[3]["message"] == replyMessage)
            #expect(updates[4]["edited_message"] == edited.data)
        }
    }

    @Test("a button is pressed by its place, and the bot's answer comes to the tab")
    func buttons() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let keyboard: JSON = [
                "inline_keyboard": [
                    [["text": "A", "callback_data": "a"], ["text": "A", "callback_data": "b"]],
                    [["text": "Site", "url": "https://example.org"]],
                ]
            ]
            let id = try await bot.result(
                "sendMessage",
                ["chat_id": .integer(anna.id), "text": "?", "reply_markup": keyboard]
            )["message_id"]
            var tab = try await page.events()
            _ = try await tab.next("scene")
            func press(_ row: Int, _ column: Int) async throws -> PageClient.Reply {
                try await page.post(
                    "buttons",
                    [
                        "chat_id": .integer(anna.id), "from": .integer(anna.id), "message_id": id,
                        "row": .integer(row), "column": .integer(column),
                    ]
                )
            }
            let query = try await press(0, 1).json["callback_query_id"]
            let update = try await bot.result("getUpdates").array?.first?["callback_query"]
            #expect(update?["id"] == query)
            #expect(update?["data"] == "b")
            try await bot.result(
                "answerCallbackQuery",
                ["callback_query_id": query, "text": "Done", "show_alert": true]
            )
            #expect(
                try await tab.next("answer").data == [
                    "callback_query_id": query, "from": .integer(anna.id), "text": "Done", "show_alert": true,
                ]
            )
            #expect(try await press(1, 0).status == 400)
            for (row, column) in [(0, 2), (2, 0), (-1, 0), (0, -1)] {
                #expect(try await press(row, column).status == 404)
            }
        }
    }

    @Test("a text that is too long for one message goes in several")
    func longText() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let text = String(repeating: "word ", count: 2_000)
            let sent = try await page.result(
                "messages",
                ["chat_id": .integer(anna.id), "from": .integer(anna.id), "text": .string(text)]
            )
            #expect(sent["message_ids"]?.array?.count == 3)
            #expect(sent["message_ids"]?.array?.first == sent["message_id"])
            #expect(await anna.messages().map(\.text).joined(separator: " ") + " " == text)
        }
    }

    @Test("Stop ends the draft, once")
    func stop() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            var tab = try await page.events()
            let boris = await sandbox.person(firstName: "Boris")
            let chat: JSON = ["chat_id": .integer(anna.id)]
            let press = chat.adding(["from": .integer(anna.id)])
            #expect(try await page.post("stops", press).status == 409)
            try await bot.result("sendMessageDraft", chat.adding(["draft_id": 5, "text": "He", "can_stop": true]))
            #expect(try await page.post("stops", chat.adding(["from": .integer(boris.id)])).status == 403)
            #expect(try await page.post("stops", press).status == 200)
            #expect(try await tab.next("draft_ended").data == chat.adding(["draft_id": 5]))
            let update = try await bot.result("getUpdates").array?.first?["stopped_message_generation"]
            // All that `MessageGenerationStopped` has here: no `from`.
            #expect(update?.members?.map(\.name) == ["chat", "draft_id"])
            #expect(update?["draft_id"] == 5)
            #expect(try await page.post("stops", press).status == 409)
            try await bot.result("sendMessageDraft", chat.adding(["draft_id": 6, "text": "He"]))
            #expect(try await page.post("stops", press).status == 409)
        }
    }

    private struct Bad: CustomTestStringConvertible, Sendable {
        var action: String
        var body: String
        var status = 400
        var says: String
        var testDescription: String { "\(action) \(body.prefix(60))" }

        init(_ action: String, _ body: String, _ says: String) {
            (self.action, self.body, self.says) = (action, body, says)
        }

        init(_ action: String, _ body: String, _ status: Int, _ says: String) {
            (self.action, self.body, self.status, self.says) = (action, body, status, says)
        }
    }

    @Test(
        "what can't be understood or done is refused in one sentence, and changes nothing",
        arguments: [
            Bad("people", "", "not a JSON object"), Bad("people", "[]", "not a JSON object"),
            Bad("people", "{\"first_name\":\"A\"", "not a JSON object"),
            Bad("people", "{}", "\"first_name\" is missing"),
            Bad("people", #"{"first_name":null}"#, "is missing"),
            Bad("people", #"{"first_name":7}"#, "has to be a text"),
            Bad("people", #"{"first_name":" \n"}"#, "must not be empty"),
            Bad("people", #"{"first_name":"\#(String(repeating: "x", count: 65))"}"#, "64 characters"),
            Bad("people", #"{"first_name":"A","language_code":"r u"}"#, "language_code"),
            Bad("people", #"{"first_name":"A","language_code":""}"#, "language_code"),
            Bad("people", #"{"first_name":"\ud800"}"#, "not a JSON object"),
            Bad("groups", #"{"title":"G"}"#, "list of people"),
            Bad("groups", #"{"title":"G","members":[]}"#, "somebody"),
            Bad("groups", #"{"title":"G","members":["x"]}"#, "list of people"),
            Bad("groups", #"{"title":"G","members":[1]}"#, 404, "no person 1"),
            Bad("groups", #"{"title":"G","members":[ANNA],"is_forum":"yes"}"#, "true or false"),
            Bad("groups", #"{"title":"","members":[ANNA]}"#, "empty"),
            Bad("topics", #"{"chat_id":GROUP,"from":ANNA,"name":"T"}"#, "with topics"),
            Bad("topics", #"{"chat_id":1,"from":ANNA,"name":"T"}"#, 404, "no chat 1"),
            Bad("messages", #"{"from":ANNA,"text":"x"}"#, "\"chat_id\" is missing"),
            Bad("messages", #"{"chat_id":"ANNA","from":ANNA,"text":"x"}"#, "whole number"),
            Bad("messages", #"{"chat_id":1.5,"from":ANNA,"text":"x"}"#, "whole number"),
            Bad("messages", #"{"chat_id":ANNA,"text":"x"}"#, "\"from\" is missing"),
            Bad("messages", #"{"chat_id":ANNA,"from":1,"text":"x"}"#, 404, "no person 1"),
            Bad("messages", #"{"chat_id":ANNA,"from":BORIS,"text":"x"}"#, 403, "somebody else's"),
            Bad("messages", #"{"chat_id":ANNA,"from":ANNA}"#, "\"text\" is missing"),
            Bad("messages", #"{"chat_id":ANNA,"from":ANNA,"text":["x"]}"#, "has to be a text"),
            Bad("messages", #"{"chat_id":ANNA,"from":ANNA,"text":" \u200b"}"#, "nothing to send"),
            Bad("messages", #"{"chat_id":ANNA,"from":ANNA,"text":"x","message_thread_id":9}"#, 404, "no topic 9"),
            Bad("messages", #"{"chat_id":ANNA,"from":ANNA,"text":"x","reply_to_message_id":99}"#, 404, "no message 99"),
            Bad("edits", #"{"chat_id":GROUP,"from":BORIS,"message_id":MESSAGE,"text":"x"}"#, 403, "Only who wrote"),
            Bad("edits", #"{"chat_id":GROUP,"from":ANNA,"message_id":99,"text":"x"}"#, 404, "no message 99"),
            Bad("edits", #"{"chat_id":GROUP,"from":ANNA,"message_id":MESSAGE,"text":""}"#, "empty"),
            Bad(
                "edits",
                #"{"chat_id":GROUP,"from":ANNA,"message_id":MESSAGE,"text":"\#(String(repeating: "x", count: 4097))"}"#,
                "4096 characters"
            ),
            Bad("buttons", #"{"chat_id":GROUP,"from":ANNA,"message_id":MESSAGE}"#, "\"row\" is missing"),
            Bad(
                "buttons",
                #"{"chat_id":GROUP,"from":ANNA,"message_id":MESSAGE,"row":0,"column":0}"#,
                404,
                "no longer there"
            ),
            Bad("messages", #"{"chat_id":GROUP,"from":CLARA,"text":"x"}"#, 403, "join it first"),
            Bad("buttons", #"{"chat_id":GROUP,"from":CLARA,"message_id":MESSAGE,"row":0,"column":0}"#, 403, "join"),
            Bad("topics", #"{"chat_id":GROUP,"from":CLARA,"name":"T"}"#, 403, "join it first"),
            Bad("members", #"{"chat_id":GROUP}"#, "\"from\" is missing"),
            Bad("members", #"{"chat_id":ANNA,"from":BORIS}"#, 403, "somebody else's"),
            Bad("stops", #"{"chat_id":ANNA}"#, "\"from\" is missing"),
            Bad("stops", #"{"chat_id":ANNA,"from":BORIS}"#, 403, "somebody else's"),
            Bad("stops", #"{}"#, "\"chat_id\" is missing"), Bad("stops", #"{"chat_id":5}"#, 404, "no chat 5"),
            Bad("blocks", #"{"from":ANNA}"#, "\"is_blocked\" is missing"),
            Bad("blocks", #"{"from":ANNA,"is_blocked":1}"#, "true or false"),
            Bad("faults", #"{}"#, "\"kind\" is missing"), Bad("faults", #"{"kind":"fire"}"#, "one of flood, error"),
            Bad("faults", #"{"kind":"flood","seconds":0}"#, "between 1"),
            Bad("faults", #"{"kind":"flood","seconds":3601}"#, "between 1"),
            Bad("faults", #"{"kind":"flood","times":0}"#, "between 1"),
            Bad("faults", #"{"kind":"error","method":"noSuch"}"#, "no method"),
            Bad("faults", #"{"kind":"outage","times":1}"#, "outage"),
            Bad("faults/clear", #"{"kind":"fire"}"#, "one of flood"), Bad("faults/clear", "x", "not a JSON object"),
            Bad("nothing", "{}", 404, "nothing here"), Bad("people/", "{}", 404, "nothing here"),
        ]
    )
    private func bad(example: Bad) async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            let clara = await sandbox.person(firstName: "Clara")
            let group = await sandbox.group(title: "Friends", members: [anna, boris])
            let message = await anna.send("Hello", in: group)
            var tab = try await page.events()
            let before = try await tab.next("scene").data
            let body = example.body.replacing("ANNA", with: "\(anna.id)").replacing("BORIS", with: "\(boris.id)")
                .replacing("CLARA", with: "\(clara.id)").replacing("GROUP", with: "\(group.id)").replacing(
                    "MESSAGE",
                    with: "\(message)"
                )
            let reply = try await page.request(
                "page/\(example.action)",
                .POST,
                headers: [("Content-Type", "application/json")],
                body: body
            )
            #expect(reply.status == example.status)
            let error = try #require(reply.error)
            #expect(error.contains(example.says), "\(error)")
            #expect(error.hasSuffix(".") && !error.contains("\n"), "\(error)")
            #expect(reply.json["code"]?.string.flatMap(PageFailure.Code.init) != nil, "\(reply.text)")
            #expect(!error.contains("{"), "a value is missing: \(error)")
            var other = try await page.events()
            #expect(try await other.next("scene").data == before)
        }
    }

    @Test("what is not JSON, too much, or asked for in another way")
    func requests() async throws {
        try await withPage { (sandbox, page, bot) async throws in
            let body = #"{"first_name":"A"}"#
            for type in [nil, "text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""] {
                let headers = type.map { [("Content-Type", $0)] } ?? []
                let reply = try await page.request("page/people", .POST, headers: headers, body: body)
                #expect(reply.status == 415, "\(type ?? "–")")
            }
            let json = [("Content-Type", "application/json")]
            let large = #"{"first_name":"\#(String(repeating: "x", count: PageResponder.largestBody))"}"#
            #expect(try await page.request("page/people", .POST, headers: json, body: large).status == 413)
            for verb in [HTTPMethod.GET, .PUT, .DELETE, .OPTIONS] {
                #expect(try await page.request("page/people", verb, headers: json).status == 405, "\(verb)")
            }
            for (path, verb) in [("page/events", HTTPMethod.POST), ("page/history", .POST), ("page/main.js", .POST)] {
                #expect(try await page.request(path, verb, headers: json, body: "{}").status == 405, "\(path)")
            }
            #expect(await sandbox.accounts.isEmpty)
        }
    }
}
