import BrowserTesting
import LlamaServerTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// Somebody who sees the page for the first time.
    @Suite struct NewcomerTests {
        @Test func aFirstConversationWithARealModel() async throws {
            try await RealLlamaServer.llamaCpp.run { url in
                try await PageScene.withPage { sandbox, page in
                    try await PageScene.withBot(on: sandbox, llamaURL: url) {
                        try await withWindow { window in try await Self.converse(page, window) }
                    }
                }
            }
        }

        private static func converse(_ page: String, _ window: BrowserWindow) async throws {
            try await window.open(page)
            try await window.wait(for: "the first person", "location.hash.includes('person=')")
            try await window.wait(for: "the welcome", "document.querySelector('#welcome').checkVisibility()")
            try await window.picture("newcomer-welcome")
            try await window.find("[data-testid=start]").click()
            try await window.wait(
                for: "a greeting",
                "document.querySelector('article[data-message-id]:not(.own) .text')"
            )

            try await window.say("my name is Anna")
            try await window.wait(for: "an answer", answers(2))
            let firstWord = try await window.evaluate(
                "return performance.getEntriesByName('first-word').at(-1)?.duration"
            )
            print("from send to the first word on the page: \(Int(firstWord.number ?? -1)) ms")
            try await window.say("what is my name?")
            try await window.waitForMessage("Anna")
            try await window.picture("newcomer-conversation")

            // The newest answer has the button that makes the bot forget.
            let button = try await window.find(
                "article:has(button[data-row]):not(:has(~ article button[data-row])) button[data-row]"
            )
            try await #expect(button.text() == "🔄 Reset context")
            let count = try await window.count("article[data-message-id]:not(.own)")
            try await button.click()
            try await window.wait(for: "a word about it", answers(count + 1))
            let known = try await window.messageCount("Anna")
            try await window.say("what is my name?")
            try await window.wait(for: "an answer", answers(count + 2))
            try await #expect(window.messageCount("Anna") == known)
            try await window.expectNoTrouble()
        }

        private static func answers(_ count: Int) -> String {
            "document.querySelectorAll('article[data-message-id]:not(.own)').length >= \(count)"
        }

        @Test func inRussian() async throws {
            var look = BrowserWindow.Look()
            look.language = "ru-RU"
            let chosen = look
            try await PageScene.run { scene in
                await scene.model.script(PageScene.answers, .chat("**Привет!**"))
                try await withWindow(chosen) { window in
                    try await window.open(scene.page)
                    try await window.wait(for: "Russian", "document.documentElement.lang === 'ru'")
                    try await window.wait(
                        for: "the button's name",
                        "document.querySelector('[data-testid=send]').getAttribute('aria-label') === 'Отправить'"
                    )
                    try await window.say("Привет")
                    try await window.waitForMessage("Привет!")
                    // The bot knows the language of who writes.
                    try await window.wait(
                        for: "its button",
                        "document.querySelector('button[data-row]')?.innerText === '🔄 Сбросить контекст'"
                    )
                    try await #expect(window.find("[data-testid=person]").text() == "Вы")
                    try await window.find("[data-testid=language]").click()
                    try await window.wait(for: "English", "document.documentElement.lang === 'en'")
                    try await window.reload()
                    try await window.wait(
                        for: "English still",
                        "document.documentElement.lang === 'en' && document.querySelector('article')"
                    )
                    try await window.expectNoTrouble()
                }
            }
        }
    }
}
