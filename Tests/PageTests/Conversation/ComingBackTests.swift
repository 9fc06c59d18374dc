import BrowserTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// Somebody who leaves the page, and comes back to it.
    @Suite struct ComingBackTests {
        @Test func moreOftenThanABrowserHasConnections() async throws {
            try await PageScene.withPage { sandbox, page in
                let anna = await sandbox.person(firstName: "Anna")
                try await withWindow { window in
                    for number in 1...8 {
                        try await window.open("about:blank")
                        try await window.open(PageScene.address(page, anna))
                        let text = "Visit \(number)"
                        await anna.send(text)
                        try await Self.wait(for: text, window)
                    }
                    // As it was left, and still live.
                    try await window.open("about:blank")
                    try await window.back()
                    await anna.send("Back again")
                    try await Self.wait(for: "Back again", window)
                    try await window.expectNoTrouble()
                }
            }
        }

        private static func wait(for text: String, _ window: BrowserWindow) async throws {
            try await window.wait(
                for: text,
                "[...document.querySelectorAll('article.own')].filter((own) => own.textContent.includes(args[0])).length === 1",
                [.string(text)]
            )
        }
    }
}
