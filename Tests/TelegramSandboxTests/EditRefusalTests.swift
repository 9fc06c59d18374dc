import Testing

@testable import TelegramSandbox

/// What can't be edited, in Telegram's words. A bot that lost the answer to a message finds the message again by them.
@Suite(.timeLimit(.minutes(10))) struct EditRefusalTests {
    private static let notModified =
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
        + "current content and reply markup of the message"

    enum Target {
        case ofNobody, ofAnotherChat, ofAPerson, ofATopic, ofADocument, same, sameRich, deleted
    }

    static let keyboard: JSON = ["inline_keyboard": [[["text": "More", "callback_data": "more"]]]]
    static let rich: JSON = ["blocks": [["type": "paragraph", "text": "Rich"]]]
    static let text: JSON = ["text": "Text"]

    @Test(
        arguments: [
            (.ofNobody, "Bad Request: message to edit not found"),
            (.ofAnotherChat, "Bad Request: message to edit not found"),
            (.deleted, "Bad Request: message to edit not found"),
            (.ofAPerson, "Bad Request: message can't be edited"),
            (.ofATopic, "Bad Request: message can't be edited"),
            (.ofADocument, "Bad Request: there is no text in the message to edit"),
            (.same, notModified),
            (.sameRich, notModified),
        ] as [(Target, String)],
        ["text", "rich_message", "reply_markup"]
    )
    func refused(test: (target: Target, error: String), by kind: String) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            let forum = await sandbox.group(title: "Forum", members: [anna], isForum: true)
            var chat = anna.id
            func send(_ method: String = "sendMessage", to chat: Int64, _ content: JSON) async throws -> Int {
                let parameters: JSON = ["chat_id": .integer(chat), "reply_markup": Self.keyboard]
                let sent = try await bot.result(method, parameters.adding(content))
                return Int(try #require(sent["message_id"]?.integer))
            }
            let id: Int
            switch test.target {
            case .ofNobody: id = 99
            case .ofAnotherChat: id = try await send(to: boris.id, Self.text)
            case .ofAPerson: id = await anna.send("Text")
            case .ofATopic:
                chat = forum.id
                id = await sandbox.topic(name: "Topic", in: forum)
            case .ofADocument:
                let parameters: [String: JSON] = [
                    "chat_id": .integer(chat), "caption": "Text", "reply_markup": Self.keyboard,
                ]
                id = Int(try #require(try await bot.sendDocument(parameters)["message_id"]?.integer))
            case .same: id = try await send(to: chat, Self.text)
            case .sameRich: id = try await send("sendRichMessage", to: chat, ["rich_message": Self.rich])
            case .deleted:
                id = try await send(to: chat, Self.text)
                try await bot.result("deleteMessage", ["chat_id": .integer(chat), "message_id": .integer(id)])
            }
            let before = await anna.messages()

            var parameters: JSON = [
                "chat_id": .integer(chat), "message_id": .integer(id), "reply_markup": Self.keyboard,
            ]
            if kind == "text" { parameters = parameters.adding(Self.text) }
            if kind == "rich_message" { parameters = parameters.adding(["rich_message": Self.rich]) }
            let method = kind == "reply_markup" ? "editMessageReplyMarkup" : "editMessageText"
            let reply = try await bot.call(method, parameters)

            switch (test.target, kind) {
            case (.ofADocument, "reply_markup"): #expect(reply.error == Self.notModified)
            case (.same, "rich_message"), (.sameRich, "text"): #expect(reply.status == 200)
            default:
                #expect(reply.status == 400)
                #expect(reply.error == test.error)
                #expect(await anna.messages() == before)
            }
        }
    }

    /// Whichever of its content, formatting and keyboard differs, it is another message.
    @Test(
        arguments: [
            ["text": "Text", "reply_markup": keyboard, "entities": [["type": "bold", "offset": 0, "length": 4]]],
            ["text": "text", "reply_markup": keyboard],
            ["text": "Text"],
            ["text": "Text", "reply_markup": ["inline_keyboard": [[["text": "More", "callback_data": "less"]]]]],
            ["rich_message": rich, "reply_markup": keyboard],
        ] as [JSON]
    )
    func aDifferenceIsAnEdit(content: JSON) async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let original: JSON = ["chat_id": .integer(anna.id), "text": "Text", "reply_markup": Self.keyboard]
            let id = try await bot.result("sendMessage", original)["message_id"]
            let target: JSON = ["chat_id": .integer(anna.id), "message_id": id]
            #expect(try await bot.call("editMessageText", target.adding(content)).status == 200)
            #expect(try await bot.call("editMessageText", target.adding(content)).error == Self.notModified)
        }
    }

    @Test func theKeyboardOfADocument() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let sent = try await bot.sendDocument(["chat_id": .integer(anna.id)])
            let edited = try await bot.result(
                "editMessageReplyMarkup",
                ["chat_id": .integer(anna.id), "message_id": sent["message_id"], "reply_markup": Self.keyboard]
            )
            #expect(edited["reply_markup"] == Self.keyboard)
            #expect(edited["document"] != nil)
            #expect(await anna.messages().first?.buttons == [["More"]])
        }
    }
}
