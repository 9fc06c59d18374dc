import Testing

@testable import TelegramSandbox

/// Each call that Telegram refuses, with its words.
@Suite(.timeLimit(.minutes(10))) struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var method: String
        var parameters: JSON
        var code: Int
        var description: String

        var testDescription: String { "\(method) \(parameters.text.prefix(100)) → \(description)" }

        init(_ method: String, _ parameters: JSON, _ description: String) {
            self.init(method, parameters, 400, description)
        }

        init(_ method: String, _ parameters: JSON, _ code: Int, _ description: String) {
            self.method = method
            self.parameters = parameters
            self.code = code
            self.description = description
        }
    }

    /// In these, `"ANNA"` stands for the id of somebody who has started the bot, and so on.
    private func fill(_ json: JSON, _ names: [String: Int64]) -> JSON {
        switch json {
        case .string(let text): names[text].map { JSON.integer($0) } ?? json
        case .array(let elements): .array(elements.map { fill($0, names) })
        case .object(let members):
            .object(members.map { JSON.Member(name: $0.name, value: fill($0.value, names)) })
        default: json
        }
    }

    @Test(arguments: [
        Case("sendMessage", ["chat_id": "ANNA"], "Bad Request: message text is empty"),
        Case("sendMessage", ["chat_id": "ANNA", "text": ""], "Bad Request: message text is empty"),
        Case("sendMessage", ["chat_id": "ANNA", "text": " \n\u{200B}\u{A0}"], "Bad Request: message text is empty"),
        Case("sendMessage", ["chat_id": "ANNA", "text": 5], "Bad Request: parameter \"text\" must be of type String"),
        Case(
            "sendMessage",
            ["chat_id": "ANNA", "text": .string(String(repeating: "é", count: 4097))],
            "Bad Request: message is too long"
        ),
        Case(
            "sendMessage",
            ["chat_id": "ANNA", "text": .string(String(repeating: "x", count: 32_769))],
            "Bad Request: text is too long"
        ),
        Case("sendMessage", ["text": "x"], "Bad Request: chat_id is empty"),
        Case("sendMessage", ["chat_id": "", "text": "x"], "Bad Request: chat_id is empty"),
        Case("sendMessage", ["chat_id": 12, "text": "x"], "Bad Request: chat not found"),
        Case("sendMessage", ["chat_id": "12", "text": "x"], "Bad Request: chat not found"),
        Case("sendMessage", ["chat_id": "@nobody", "text": "x"], "Bad Request: chat not found"),
        Case(
            "sendMessage",
            ["chat_id": [1], "text": "x"],
            "Bad Request: parameter \"chat_id\" must be of type Integer or String"
        ),
        Case(
            "sendMessage",
            ["chat_id": "STRANGER", "text": "x"],
            403,
            "Forbidden: bot can't initiate conversation with a user"
        ),
        Case("sendMessage", ["chat_id": "BLOCKER", "text": "x"], 403, "Forbidden: bot was blocked by the user"),
        Case("sendMessage", ["chat_id": "LEFT", "text": "x"], 403, "Forbidden: bot was kicked from the group chat"),
        Case(
            "sendMessage",
            ["chat_id": "ANNA", "text": "x", "message_thread_id": 5],
            "Bad Request: message thread not found"
        ),
        Case(
            "sendMessage",
            ["chat_id": "FORUM", "text": "x", "message_thread_id": 99],
            "Bad Request: message thread not found"
        ),
        Case(
            "sendMessage",
            ["chat_id": "ANNA", "text": "*x*", "parse_mode": "MarkdownV2"],
            "Bad Request: can't parse entities: the sandbox parses HTML only, not MarkdownV2"
        ),
        Case(
            "sendMessage",
            ["chat_id": "ANNA", "text": "x", "reply_parameters": ["message_id": 77]],
            "Bad Request: message to be replied not found"
        ),
        Case(
            "sendMessage",
            ["chat_id": "ANNA", "text": "x", "reply_parameters": [:]],
            "Bad Request: field \"message_id\" of reply_parameters must be of type Integer"
        ),
        Case(
            "sendMessage",
            ["chat_id": "ANNA", "text": "x", "reply_parameters": ["message_id": 1, "quote": "q"]],
            "Bad Request: the sandbox does not support \"quote\" of reply_parameters"
        ),
        Case(
            "sendMessage",
            ["chat_id": "ANNA", "text": "x", "reply_parameters": ["message_id": 1, "chat_id": 999]],
            "Bad Request: chat not found"
        ),
        Case(
            "sendMessage",
            ["chat_id": "ANNA", "text": "x", "disable_notification": "maybe"],
            "Bad Request: parameter \"disable_notification\" must be of type Boolean"
        ),
        Case(
            "sendMessage",
            ["chat_id": "ANNA", "text": "x", "business_connection_id": "b"],
            "Bad Request: the sandbox does not support \"business_connection_id\" of sendMessage"
        ),

        Case("editMessageText", ["chat_id": "ANNA", "message_id": 2], "Bad Request: message text is empty"),
        Case(
            "editMessageText",
            ["chat_id": "ANNA", "text": "x"],
            "Bad Request: message identifier is not specified"
        ),
        Case(
            "editMessageText",
            ["chat_id": "ANNA", "message_id": 9, "text": "x"],
            "Bad Request: message to edit not found"
        ),
        Case(
            "editMessageText",
            ["chat_id": "ANNA", "message_id": 1, "text": "x"],
            "Bad Request: message can't be edited"
        ),
        Case("editMessageText", ["chat_id": 5, "message_id": 1, "text": "x"], "Bad Request: chat not found"),
        Case(
            "editMessageText",
            ["chat_id": "ANNA", "message_id": 2, "text": "Answer", "reply_markup": "KEYBOARD"],
            "Bad Request: can't parse reply_markup JSON object"
        ),
        Case(
            "editMessageText",
            ["chat_id": "ANNA", "message_id": 2, "text": "x", "reply_markup": ["remove_keyboard": true]],
            "Bad Request: inline keyboard expected"
        ),
        Case(
            "editMessageReplyMarkup",
            ["chat_id": "ANNA", "message_id": 9],
            "Bad Request: message to edit not found"
        ),
        Case(
            "editMessageReplyMarkup",
            ["chat_id": "ANNA", "message_id": 2],
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
                + "a current content and reply markup of the message"
        ),
        Case("editMessageReplyMarkup", ["chat_id": "FORUM", "message_id": 1], "Bad Request: message can't be edited"),
        Case("deleteMessage", ["chat_id": "ANNA"], "Bad Request: message identifier is not specified"),
        Case("deleteMessage", ["chat_id": "ANNA", "message_id": 9], "Bad Request: message to delete not found"),
        Case("deleteMessage", ["chat_id": "ANNA", "message_id": 3], "Bad Request: message to delete not found"),
        Case("deleteMessage", ["chat_id": "GROUP", "message_id": 3], "Bad Request: message can't be deleted"),

        Case("sendChatAction", ["chat_id": "ANNA"], "Bad Request: wrong parameter action in request"),
        Case(
            "sendChatAction",
            ["chat_id": "ANNA", "action": "dancing"],
            "Bad Request: wrong parameter action in request"
        ),
        Case("sendChatAction", ["chat_id": 5, "action": "typing"], "Bad Request: chat not found"),
        Case(
            "sendChatAction",
            ["chat_id": "BLOCKER", "action": "typing"],
            403,
            "Forbidden: bot was blocked by the user"
        ),
        Case(
            "answerCallbackQuery",
            ["callback_query_id": "1"],
            "Bad Request: query is too old and response timeout expired or query ID is invalid"
        ),
        Case(
            "answerCallbackQuery",
            [:],
            "Bad Request: query is too old and response timeout expired or query ID is invalid"
        ),
        Case(
            "answerCallbackQuery",
            ["callback_query_id": "1", "text": .string(String(repeating: "x", count: 201))],
            "Bad Request: MESSAGE_TOO_LONG"
        ),

        Case(
            "sendMessageDraft",
            ["chat_id": "ANNA", "draft_id": 0, "text": "x"],
            "Bad Request: draft_id must be non-zero"
        ),
        Case("sendMessageDraft", ["chat_id": "ANNA", "text": "x"], "Bad Request: draft_id must be non-zero"),
        Case(
            "sendMessageDraft",
            ["chat_id": "GROUP", "draft_id": 1, "text": "x"],
            "Bad Request: TEXTDRAFT_PEER_INVALID"
        ),
        Case(
            "sendMessageDraft",
            ["chat_id": "@anna", "draft_id": 1, "text": "x"],
            "Bad Request: parameter \"chat_id\" must be of type Integer"
        ),
        Case(
            "sendMessageDraft",
            ["chat_id": "ANNA", "draft_id": 1, "text": .string(String(repeating: "x", count: 4097))],
            "Bad Request: message is too long"
        ),

        Case("setMyCommands", [:], "Bad Request: can't parse commands JSON object"),
        Case(
            "setMyCommands",
            ["commands": [["command": "Start", "description": "d"]]],
            "Bad Request: BOT_COMMAND_INVALID"
        ),
        Case(
            "setMyCommands",
            ["commands": [["command": "/start", "description": "d"]]],
            "Bad Request: BOT_COMMAND_INVALID"
        ),
        Case(
            "setMyCommands",
            ["commands": [["command": "start", "description": ""]]],
            "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
        ),
        Case(
            "setMyCommands",
            ["commands": [], "language_code": "english"],
            "Bad Request: invalid language code specified"
        ),
        Case("getChat", ["chat_id": 5], "Bad Request: chat not found"),
        Case("sendPhoto", ["chat_id": "ANNA"], 404, "Not Found"),
    ])
    func refused(test: Case) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let stranger = await sandbox.person(firstName: "Boris", hasStarted: false)
            let blocker = await sandbox.person(firstName: "Clara")
            let group = await sandbox.group(title: "Group", members: [anna])
            let left = await sandbox.group(title: "Left", members: [anna])
            let forum = await sandbox.group(title: "Forum", members: [anna], isForum: true)
            await anna.send("Question")
            try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "Answer"])
            await anna.send("In the group", in: group)
            await sandbox.topic(name: "Topic", in: forum)
            await blocker.setBlocked(true)
            await sandbox.setBot(isMember: false, of: left)
            let names = [
                "ANNA": anna.id, "STRANGER": stranger.id, "BLOCKER": blocker.id, "GROUP": group.id, "LEFT": left.id,
                "FORUM": forum.id,
            ]
            let before = await anna.messages()

            let reply = try await bot.call(test.method, fill(test.parameters, names))
            #expect(reply.status == test.code)
            #expect(reply.json["ok"] == false)
            #expect(reply.json["error_code"]?.integer == Int64(test.code))
            #expect(reply.error == test.description)
            #expect(await anna.messages() == before)
        }
    }

    @Test(
        arguments: [
            ([:], "can't parse entities: expected an Array"),
            ([5], "can't parse MessageEntity: field \"type\" must be of type String"),
            ([["offset": 0, "length": 1]], "can't parse MessageEntity: field \"type\" must be of type String"),
            (
                [["type": "bold", "offset": 0]],
                "can't parse MessageEntity: \"offset\" and \"length\" must be of type Integer"
            ),
            (
                [["type": "bold", "offset": "0", "length": 1]],
                "can't parse MessageEntity: \"offset\" and \"length\" must be of type Integer"
            ),
            ([["type": "fat", "offset": 0, "length": 2]], "can't parse MessageEntity: unknown type \"fat\""),
            (
                [["type": "bold", "offset": -1, "length": 1]],
                "can't parse entities: bold at -1, length 1, is not inside the text"
            ),
            (
                [["type": "bold", "offset": 0, "length": 0]],
                "can't parse entities: bold at 0, length 0, is not inside the text"
            ),
            (
                [["type": "bold", "offset": 6, "length": 4]],
                "can't parse entities: bold at 6, length 4, is not inside the text"
            ),
            (
                [["type": "bold", "offset": 1, "length": .integer(Int64.max)]],
                "can't parse entities: bold at 1, length 9223372036854775807, is not inside the text"
            ),
            ([["type": "bold", "offset": 1, "length": 1]], "can't parse entities: bold at 1 splits a surrogate pair"),
            ([["type": "bold", "offset": 0, "length": 1]], "can't parse entities: bold at 0 splits a surrogate pair"),
            ([["type": "text_link", "offset": 0, "length": 2]], "can't parse MessageEntity: text_link needs \"url\""),
            (
                [["type": "bold", "offset": 0, "length": 5], ["type": "italic", "offset": 3, "length": 5]],
                "can't parse entities: bold at 0 and italic at 3 overlap"
            ),
            (
                [["type": "pre", "offset": 0, "length": 5], ["type": "italic", "offset": 3, "length": 2]],
                "can't parse entities: pre at 0 can't hold italic at 3"
            ),
            (
                [["type": "bold", "offset": 0, "length": 5], ["type": "code", "offset": 3, "length": 2]],
                "can't parse entities: bold at 0 can't hold code at 3"
            ),
            (
                [
                    ["type": "blockquote", "offset": 0, "length": 9],
                    ["type": "expandable_blockquote", "offset": 3, "length": 2],
                ],
                "can't parse entities: blockquote at 0 can't hold expandable_blockquote at 3"
            ),
            (
                [["type": "text_link", "offset": 0, "length": 2, "url": "javascript:alert(1)"]],
                "can't parse entities: text_link at 0 has an address that is no link"
            ),
            (
                .array(Array(repeating: ["type": "bold", "offset": 2, "length": 1], count: 101)),
                "can't parse entities: only the first 100 would be shown"
            ),
        ] as [(JSON, String)]
    )
    func entitiesThatAreRefused(entities: JSON, description: String) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            // 9 units of UTF-16.
            let reply = try await bot.call(
                "sendMessage",
                ["chat_id": .integer(anna.id), "text": "👋 Hello!", "entities": entities]
            )
            #expect(reply.status == 400)
            #expect(reply.error == "Bad Request: " + description)
        }
    }

    @Test(
        arguments: [
            ("x", "can't parse reply_markup JSON object"),
            ([5], "object expected as reply markup"),
            (["unknown": 1], "can't parse reply markup: no known kind of it"),
            (["keyboard": ["a"]], "field \"keyboard\" of the ReplyKeyboardMarkup must be an Array of Arrays"),
            (["inline_keyboard": 5], "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array"),
            (
                ["inline_keyboard": [5]],
                "field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays"
            ),
            (
                ["inline_keyboard": [[["callback_data": "d"]]]],
                "can't parse inline keyboard button: field \"text\" must be of type String"
            ),
            (
                ["inline_keyboard": [[["text": "", "callback_data": "d"]]]],
                "can't parse inline keyboard button: BUTTON_TEXT_INVALID"
            ),
            (
                ["inline_keyboard": [[["text": "t"]]]],
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
            ),
            (
                ["inline_keyboard": [[["text": "t", "callback_data": "d", "url": "https://example.com"]]]],
                "can't parse inline keyboard button: exactly one of url, callback_data must be used"
            ),
            (["inline_keyboard": [[["text": "t", "callback_data": ""]]]], "BUTTON_DATA_INVALID"),
            (["inline_keyboard": [[["text": "t", "callback_data": 5]]]], "BUTTON_DATA_INVALID"),
            (
                ["inline_keyboard": [[["text": "t", "callback_data": .string(String(repeating: "é", count: 33))]]]],
                "BUTTON_DATA_INVALID"
            ),
            (["inline_keyboard": [[["text": "t", "url": "ftp://x"]]]], "BUTTON_URL_INVALID"),
            (["inline_keyboard": [[["text": "t", "copy_text": ["text": ""]]]]], "BUTTON_COPY_TEXT_INVALID"),
            (
                ["inline_keyboard": [[["text": "t", "callback_data": "d", "style": "red"]]]],
                "can't parse inline keyboard button: unknown style"
            ),
            (
                ["inline_keyboard": .array(Array(repeating: [["text": "t", "callback_data": "d"]], count: 101))],
                "REPLY_MARKUP_TOO_LONG"
            ),
        ] as [(JSON, String)]
    )
    func keyboardsThatAreRefused(markup: JSON, description: String) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let reply = try await bot.call(
                "sendMessage",
                ["chat_id": .integer(anna.id), "text": "x", "reply_markup": markup]
            )
            #expect(reply.status == 400)
            #expect(reply.error == "Bad Request: " + description)
        }
    }
}
