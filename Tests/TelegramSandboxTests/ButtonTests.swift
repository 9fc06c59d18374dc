import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct ButtonTests {
    private let keyboard: JSON = [
        "inline_keyboard": [
            [
                ["text": "🔄 Reset", "callback_data": "reset", "style": "danger"],
                ["text": "Site", "url": "https://example.com"],
            ]
        ]
    ]

    @Test func pressingAButton() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            let group = await sandbox.group(title: "Group", members: [anna, boris])
            for text in ["Old", "New"] {
                try await bot.result(
                    "sendMessage",
                    ["chat_id": .integer(group.id), "text": .string(text), "reply_markup": keyboard]
                )
            }
            try await bot.result("sendMessage", ["chat_id": .integer(group.id), "text": "Plain"])
            var annaSees = await anna.events().makeAsyncIterator()
            var borisSees = await boris.events().makeAsyncIterator()
            let query = try await anna.press("🔄 Reset", in: group)
            try await boris.press("🔄 Reset", onMessage: 1, in: group)

            let updates = (try await bot.result("getUpdates").array ?? []).compactMap { $0["callback_query"] }
            #expect(updates.map { $0["message"]?["text"] } == ["New", "Old"])
            let update = try #require(updates.first)
            #expect(update["id"] == .string(query))
            #expect(update["data"] == "reset")
            #expect(update["from"]?["id"] == .integer(anna.id))
            #expect(update["message"]?["reply_markup"] == keyboard)
            #expect(update["message"]?["from"]?["is_bot"] == true)
            #expect(update["chat_instance"] == updates[1]["chat_instance"])

            let answer: JSON = ["callback_query_id": .string(query), "text": "Done", "show_alert": true]
            try await bot.result("answerCallbackQuery", answer)
            #expect(await annaSees.next() == .callbackAnswered(callbackQueryID: query, text: "Done", showAlert: true))
            let again = try await bot.call("answerCallbackQuery", answer)
            #expect(again.error == "Bad Request: query is too old and response timeout expired or query ID is invalid")
            // Boris is not shown what Anna's button did.
            try await bot.result("answerCallbackQuery", ["callback_query_id": updates[1]["id"]])
            let borisQuery = try #require(updates[1]["id"]?.string)
            #expect(
                await borisSees.next() == .callbackAnswered(callbackQueryID: borisQuery, text: nil, showAlert: false)
            )
        }
    }

    @Test func buttonsThatCanNotBePressed() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            try await bot.result(
                "sendMessage",
                ["chat_id": .integer(anna.id), "text": "x", "reply_markup": keyboard]
            )
            await #expect(throws: SandboxError.noSuchButton("Other")) { try await anna.press("Other") }
            await #expect(throws: SandboxError.noSuchButton("Site")) { try await anna.press("Site", onMessage: 9) }
            await #expect(throws: SandboxError.buttonWithoutCallback("Site")) { try await anna.press("Site") }
            let query = try await anna.press("🔄 Reset")
            await sandbox.expireCallbackQueries()
            let reply = try await bot.call("answerCallbackQuery", ["callback_query_id": .string(query)])
            #expect(reply.status == 400)
        }
    }

    @Test func otherKeyboardsAreTakenAndNotShown() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let others: [JSON] = [
                ["remove_keyboard": true], ["force_reply": true], ["keyboard": [["A"]]], ["inline_keyboard": []], [:],
            ]
            for markup in others {
                let message = try await bot.result(
                    "sendMessage",
                    ["chat_id": .integer(anna.id), "text": "x", "reply_markup": markup]
                )
                #expect(message["reply_markup"] == nil)
            }
        }
    }
}
