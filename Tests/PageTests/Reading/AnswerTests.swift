import BrowserTesting
import ChatBot
import LlamaServerTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// Answers of all kinds as they are read on the page.
    @Suite struct AnswerTests {
        /// What is read of each message, without what the page says itself.
        private static let texts = """
            return [...document.querySelectorAll("#log-list article[data-message-id]:not(.own)")].map((article) => {
                const content = article.querySelector(".rich, .text").cloneNode(true);
                for (const own of content.querySelectorAll(".meta, .code-bar, .unfold, .label, .spoken")) own.remove();
                return [Number(article.dataset.messageId), content.textContent];
            });
            """

        @Test(arguments: [ReplyFormat.entities, .rich])
        func everyDocumentReadsAsTheBotMeantIt(format: ReplyFormat) async throws {
            let documents = try Corpus.documents()
            try await PageScene.run {
                $0.replyFormat = format
                $0.streaming = .off
            } _: { scene in
                await scene.model.always(PageScene.answers) { request in
                    .chat(documents.first { request.body.contains("Document \($0.name)!") }?.text ?? "none")
                }
                // Each in a chat of its own: within one, the bot writes a message a second.
                let readers = try await withThrowingTaskGroup(of: Reader.self) { group in
                    for document in documents {
                        let anna = await scene.sandbox.person(firstName: "Anna")
                        group.addTask {
                            let question = await anna.send("Document \(document.name)!")
                            _ = try await anna.reply(after: question) { !$0.buttons.isEmpty }
                            let messages = await anna.messages().filter { $0.isFromBot }
                            return Reader(document: document.name, person: anna, messages: messages)
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(readers.count == documents.count)
                try await withWindow { window in
                    for reader in readers { try await Self.expect(reader, in: window, scene) }
                    try await window.expectNoTrouble()
                }
            }
        }

        private struct Reader {
            var document: String
            var person: Person
            var messages: [SandboxMessage]
        }

        private static func expect(_ reader: Reader, in window: BrowserWindow, _ scene: PageScene) async throws {
            try await window.open(scene.address(of: reader.person))
            try await window.wait(
                for: reader.document,
                "document.querySelector(`article[data-message-id='${args[0]}'] button[data-row]`)",
                [.number(Double(reader.messages.last?.messageID ?? 0))]
            )
            var seen: [Int: String] = [:]
            for pair in try await window.evaluate(texts).elements { seen[Int(pair[0].number ?? 0)] = pair[1].string }
            for message in reader.messages {
                #expect(letters(seen[message.messageID] ?? "") == letters(message.text), "\(reader.document)")
            }
        }

        private static func letters(_ text: String) -> String {
            String(
                String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.value > 0x20 })
            )
        }

        @Test func aLongAnswerAndItsCode() async throws {
            let text = try Self.longAnswer()
            #expect(text.count >= 10_000)
            try await PageScene.run { scene in
                await scene.model.script(PageScene.answers, .chat(text))
                try await withWindow { window in
                    try await window.open(scene.page)
                    try await window.say("Everything, please")
                    try await window.waitForMessage("the very last word")
                    try await #expect(window.count("article[data-message-id]:not(.own)") >= 3)
                    try await #expect(window.count("article .code pre") >= 3)
                    // It is read from its beginning to its end, and nothing makes the page itself wider.
                    try await #expect(Self.overflow(window) <= 0)
                    try await window.picture("long-answer")

                    try await window.cdp(
                        "Browser.grantPermissions",
                        ["permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]]
                    )
                    let code = try await window.evaluate(
                        "return [...document.querySelectorAll('.code pre')].at(-1).textContent"
                    )
                    try await window.evaluate("[...document.querySelectorAll('[data-testid=copy]')].at(-1).click()")
                    try await window.wait(
                        for: "the copy",
                        "[...document.querySelectorAll('[data-testid=copy]')].at(-1).textContent.includes('Copied')"
                    )
                    try await #expect(window.evaluate("return await navigator.clipboard.readText()") == code)
                    try await window.expectNoTrouble()
                }
            }
        }

        private static func longAnswer() throws -> String {
            let documents = try Corpus.documents()
            var text = ""
            for name in ["en-explanation.md", "code-python.md", "en-table.md", "recipe.md", "en-lists-nested.md"] {
                text += (documents.first { $0.name == name }?.text ?? "") + "\n\n"
            }
            while text.count < 9_800 { text += "A paragraph of *ordinary* words, as **long** answers have them.\n\n" }
            return text + "```swift\nlet answer = 42 // <b>&amp;\n```\n\nAnd this is "
                + String(repeating: "really ", count: 30) + "the very last word."
        }

        static func overflow(_ window: BrowserWindow) async throws -> Double {
            try await window.evaluate(
                """
                const log = document.querySelector("#messages");
                return Math.max(document.documentElement.scrollWidth - innerWidth, log.scrollWidth - log.clientWidth);
                """
            ).number ?? .infinity
        }
    }
}
