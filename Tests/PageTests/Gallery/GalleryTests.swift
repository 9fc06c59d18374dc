import BrowserTesting
import ChatBot
import Foundation
import LlamaServerTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// Answers as people see them. With `LOCALAICHAT_PAGES=FOLDER` these are more, and a picture of each is written there.
    @Suite struct GalleryTests {
        private static var isPainting: Bool { ProcessInfo.processInfo.environment["LOCALAICHAT_PAGES"] != nil }

        @Test(arguments: [ReplyFormat.entities, .rich])
        func answers(format: ReplyFormat) async throws {
            try await PageScene.run {
                $0.replyFormat = format
            } _: { scene in
                try await withWindow(.phone) { window in
                    for answer in GalleryAnswer.all where answer.isMoreThanItsDocument || Self.isPainting {
                        try await Self.see(answer, scene, window)
                        if Self.isPainting { try await Self.paint("answer-\(format)-\(answer.name)", window) }
                    }
                    try await window.expectNoTrouble()
                }
            }
        }

        private static func see(_ answer: GalleryAnswer, _ scene: PageScene, _ window: BrowserWindow) async throws {
            let anna = await scene.sandbox.person(firstName: "Anna", languageCode: answer.languageCode)
            await scene.model.script(PageScene.answers, ScriptedLlamaServer.Reply(steps: try answer.steps()))
            try await open(scene.address(of: anna), in: answer.languageCode, window)
            let question = await anna.send(answer.question)
            if let end = answer.stoppedAfter {
                try await window.waitForDraft(end)
                try await window.find("[data-testid=stop]").click()
            }
            let reply = try await anna.reply(after: question) { !$0.buttons.isEmpty }
            try await window.wait(
                for: "the end of \(answer.name)",
                "document.querySelector(`article[data-message-id='${args[0]}'] button[data-row]`) && !document.querySelector('article[data-draft-id]')",
                [.number(Double(reply.messageID))]
            )
            let seen = try await window.evaluate(
                "return [...document.querySelectorAll('article:not(.own) .bubble')].map((bubble) => bubble.textContent).join('\\n')"
            )
            for words in answer.visible {
                #expect(seen.string?.contains(words) == true, "\(answer.name): \(words)")
            }
            if !answer.thoughts.isEmpty {
                // Folded, however long they are.
                let isFolded = try await window.evaluate(
                    """
                    const details = document.querySelector(".rich details");
                    if (details) return !details.open;
                    const fold = document.querySelector(".expandable:not(.open, .short) > .fold");
                    return fold !== null && fold.clientHeight < fold.scrollHeight;
                    """
                )
                #expect(isFolded == true)
            }
        }

        /// What the page itself says is in the same language.
        private static func open(_ address: String, in language: String, _ window: BrowserWindow) async throws {
            // Another page, also where only the part after `#` is another.
            try await window.open("about:blank")
            try await window.open(address)
            let isInLanguage = try await window.evaluate(
                """
                localStorage.setItem("localaichat.language", args[0]);
                return document.documentElement.lang === args[0];
                """,
                [.string(language)]
            )
            if isInLanguage != true { try await window.reload() }
        }

        /// The whole log as a phone would show it if it were high enough, light and dark.
        private static func paint(_ name: String, _ window: BrowserWindow) async throws {
            func resize(_ height: Double) async throws {
                try await window.cdp(
                    "Emulation.setDeviceMetricsOverride",
                    ["width": 380, "height": .number(height), "deviceScaleFactor": 2, "mobile": true]
                )
                try await window.wait(for: "the height", "innerHeight === args[0]", [.number(height)])
            }
            try await resize(300)
            let missing = try await window.evaluate(
                "const log = document.querySelector('#messages'); return log.scrollHeight - log.clientHeight"
            )
            try await resize(300 + (missing.number ?? 0))
            for scheme in ["light", "dark"] {
                try await window.evaluate("document.documentElement.dataset.theme = args[0]", [.string(scheme)])
                try await window.picture("\(name)-\(scheme)", of: "#messages")
            }
            try await window.evaluate("delete document.documentElement.dataset.theme")
            try await resize(844)
        }
    }
}
