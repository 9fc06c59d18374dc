import BrowserTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// What the sandbox does not do is said in the language of the page.
    @Suite struct FailureWordsTests {
        @Test func inTheLanguageOfThePage() async throws {
            var look = BrowserWindow.Look()
            look.language = "ru-RU"
            let chosen = look
            try await PageScene.withPage { sandbox, page in
                let anna = await sandbox.person(firstName: "Anna")
                try await withWindow(chosen) { window in
                    try await window.open(PageScene.address(page, anna))
                    try await window.wait(for: "Russian", "document.documentElement.lang === 'ru'")
                    // Nothing that is seen, which only the sandbox notices.
                    try await window.say("\u{200B}")
                    try await fails("Не отправлено: Отправлять нечего: текст пуст.", window)
                    try await window.find("[data-testid=language]").click()
                    try await window.say("\u{200B}")
                    try await fails("Not sent: There is nothing to send: the text is empty.", window)
                    try await window.find("[data-testid=language]").click()

                    try await window.find("[data-testid=new-group]").click()
                    try await window.find("[data-testid=group-title]").type("\u{200B}")
                    try await window.find("[data-testid=create]").click()
                    try await window.wait(
                        for: "the field by its name on the page",
                        "document.querySelector('.form-error').innerText === args[0]",
                        ["Не получилось: Поле «Название группы» не может быть пустым."]
                    )
                    let words = try await window.evaluate(
                        """
                        const {sayFailure} = await import(new URL("page/words.js", location.href));
                        return [sayFailure({error: "New.", code: "new"}), sayFailure({error: "Odd.", code: "toString"})];
                        """
                    )
                    #expect(words == ["New.", "Odd."])
                    // The browser writes down each refusal, for all windows.
                    _ = try await window.console()
                }
            }
        }

        private func fails(_ words: String, _ window: BrowserWindow) async throws {
            try await window.wait(
                for: words,
                "document.querySelector('[data-testid=composer-error]').innerText === args[0]",
                [.string(words)]
            )
        }
    }
}
