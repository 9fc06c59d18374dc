import NIOHTTP1
import Testing

@testable import TelegramSandbox

@Suite("Conversations on the page", .timeLimit(.minutes(10)))
struct PageConversationTests {
    @Test("somebody new writes, the bot types, drafts and answers: the tab is told it all, in order")
    func conversation() async throws {
        try await withPage { sandbox, page, bot in
            var tab = try await page.events()
            let scene = try await tab.next()
            #expect(scene.name == "scene")
            #expect(scene.data["people"] == [])
            #expect(scene.data["chats"] == [])
            #expect(scene.data["bot"]?["username"] == "localaichat_bot")
            #expect(tab.headers["Content-Type"] == ["text/event-stream"])
            #expect(tab.others == ["retry: 1000"])

            let anna = try await page.result("people", ["first_name": " Anna ", "language_code": "ru"])
            #expect(anna["first_name"] == "Anna")
            #expect(try await tab.next() == .init(name: "person", data: anna))
            let chat = try await tab.next()
            #expect(chat.name == "chat")
            #expect(chat.data["id"] == anna["id"])
            #expect(chat.data["members"] == [anna["id"] ?? .null])

            let sent = try await page.result(
                "messages",
                ["chat_id": anna["id"], "from": anna["id"], "text": " Hello \n"]
            )
            let message = try await tab.next()
            #expect(message.name == "message")
            #expect(message.data["message_id"] == sent["message_id"])
            #expect(message.data["text"] == "Hello")
            #expect(message.data["from"] == anna)
            let update = try await bot.result("getUpdates", ["timeout": 50]).array?.first
            #expect(update?["message"] == message.data)
            #expect(try await tab.next("call").data["method"] == "getUpdates")

            try await bot.result("sendChatAction", ["chat_id": anna["id"], "action": "typing"])
            #expect(
                try await tab.next().data == ["chat_id": anna["id"], "action": "typing"]
            )
            #expect(try await tab.next().name == "call")
            try await bot.result(
                "sendMessageDraft",
                ["chat_id": anna["id"], "draft_id": 7, "text": "Hel", "can_stop": true]
            )
            let draft = try await tab.next()
            #expect(draft.name == "draft")
            #expect(
                draft.data == [
                    "chat_id": anna["id"], "draft_id": 7, "text": "Hel", "entities": [], "can_stop": true,
                ]
            )
            #expect(try await tab.next().name == "call")
            let answer = try await bot.result("sendMessage", ["chat_id": anna["id"], "text": "Hello!"])
            #expect(try await tab.next() == .init(name: "draft_ended", data: ["chat_id": anna["id"], "draft_id": 7]))
            #expect(try await tab.next() == .init(name: "message", data: answer))
        }
    }
}
