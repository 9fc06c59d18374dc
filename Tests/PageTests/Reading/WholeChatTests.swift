import BrowserTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// All that a chat with a bot shows beside the texts.
    @Suite struct WholeChatTests {
        @Test func inRussian() async throws {
            var look = BrowserWindow.Look()
            look.language = "ru-RU"
            let chosen = look
            try await PageScene.withPage { sandbox, page in
                let anna = await sandbox.person(firstName: "Anna", languageCode: "ru")
                let question = await anna.send("How?")
                try await sandbox.call(
                    "sendMessage",
                    chat: anna.id,
                    [
                        "text": "So.", "reply_parameters": ["message_id": .number(Double(question))],
                        "reply_markup": ["inline_keyboard": [[["text": "More", "callback_data": "m"]]]],
                    ]
                )
                let messages = await anna.messages()
                let answer = try #require(messages.last)
                try await withWindow(chosen) { window in
                    try await window.open(PageScene.address(page, anna))
                    try await window.find("[data-message-id='\(answer.messageID)'] button[data-row]")
                    try await #expect(Self.text(".replied-name", window) == "Вы")
                    try await #expect(Self.text(".replied-text", window) == "How?")
                    try await #expect(window.count(".edited") == 0)
                    try await #expect(window.count("article.own") == 1)

                    // Without its buttons.
                    try await sandbox.call(
                        "editMessageText",
                        chat: anna.id,
                        ["message_id": .number(Double(answer.messageID)), "text": "So!"]
                    )
                    try await window.waitForMessage("So!")
                    try await #expect(Self.text(".edited", window) == "изменено ")
                    try await #expect(window.count("button[data-row]") == 0)

                    try await sandbox.call(
                        "sendMessageDraft",
                        chat: anna.id,
                        ["draft_id": 1, "can_stop": true, "text": ""]
                    )
                    try await window.waitForDraft("Думает…")
                    try await #expect(Self.text("[data-testid=stop]", window) == "Остановить")
                    try await #expect(Self.text("[data-testid=status]", window) == "печатает…")
                    try await window.expectNoTrouble()
                }
            }
        }

        private static func text(_ selector: String, _ window: BrowserWindow) async throws -> String? {
            try await window.evaluate("return document.querySelector(args[0])?.textContent", [.string(selector)]).string
        }
    }
}
