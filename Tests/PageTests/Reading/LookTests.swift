import BrowserTesting
import ChatBot
import LlamaServerTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// The page on a phone, in the dark, and with a thousand messages.
    @Suite struct LookTests {
        private static let wide = """
            | one | two | three | four | five |
            |---|---|---|---|---|
            | a long cell of many words | another long cell of many words | and a third one | four | five |

            ```
            let aVeryLongLineOfCodeThatIsWiderThanAnyPhoneCouldEverBe = anotherVeryLongNameThatDoesNotFit(atAll: true)
            ```

            Averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword https://example.com/\
            an/address/that/is/much/wider/than/the/screen/of/any/phone/and/has/no/place/to/break/it/at/all
            """

        @Test(arguments: [ReplyFormat.entities, .rich]) func onAPhone(format: ReplyFormat) async throws {
            try await PageScene.run {
                $0.replyFormat = format
            } _: { scene in
                await scene.model.script(PageScene.answers, .chat(Self.wide))
                try await withWindow(.phone) { window in
                    try await window.open(scene.page)
                    try await window.say("Something wide")
                    try await window.waitForMessage("Averyvery")
                    try await #expect(AnswerTests.overflow(window) <= 0)
                    let composer = try await window.evaluate(
                        "return document.querySelector('[data-testid=composer]').getBoundingClientRect().bottom <= innerHeight"
                    )
                    #expect(composer == true)
                    try await window.picture("phone-\(format)")
                    // Back to the chats, and into the chat again.
                    try await window.find("[data-testid=back]").click()
                    try await window.wait(
                        for: "the chats",
                        "document.querySelector('[data-testid=chats] button').checkVisibility()"
                    )
                    try await window.wait(
                        for: "no conversation",
                        "!document.querySelector('[data-testid=composer]').checkVisibility()"
                    )
                    try await #expect(AnswerTests.overflow(window) <= 0)
                    try await window.find("[data-testid=chats] button[data-chat-id]").click()
                    try await window.wait(
                        for: "the chat",
                        "document.querySelector('[data-testid=composer]').checkVisibility()"
                    )
                    try await window.expectNoTrouble()
                }
            }
        }

        @Test func inTheDark() async throws {
            var look = BrowserWindow.Look()
            look.isDark = true
            let chosen = look
            try await PageScene.withPage { _, page in
                try await withWindow(chosen) { window in
                    try await window.open(page)
                    try await window.find("[data-testid=start]")
                    try await #expect(Self.brightness(window) < 100)
                    try await window.find("[data-testid=theme]").click()
                    try await #expect(Self.brightness(window) > 150)
                    try await window.reload()
                    try await window.find("[data-testid=start]")
                    try await #expect(Self.brightness(window) > 150)
                    try await window.expectNoTrouble()
                }
            }
        }

        /// Of what is behind everything, from 0 to 255.
        private static func brightness(_ window: BrowserWindow) async throws -> Double {
            try await window.evaluate(
                """
                const canvas = new OffscreenCanvas(1, 1).getContext("2d");
                canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
                canvas.fillRect(0, 0, 1, 1);
                const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
                return (red + green + blue) / 3;
                """
            ).number ?? -1
        }

        @Test func aThousandMessages() async throws {
            try await PageScene.withPage { sandbox, page in
                let anna = await sandbox.person(firstName: "Anna")
                try await withWindow { window in
                    try await window.open(PageScene.address(page, anna))
                    try await window.find("[data-testid=start]")
                    let before = try await Self.metrics(window)
                    for number in 1...1000 { await anna.send("Message \(number): some words as people write them.") }
                    try await window.wait(
                        for: "the last one",
                        "[...document.querySelectorAll('article')].at(-1)?.textContent.includes('Message 1000:')"
                    )
                    let after = try await Self.metrics(window)
                    print(
                        "the page's memory: \(before.heap / 1024) KB and \(before.nodes) nodes; after 1,000 messages \(after.heap / 1024) KB and \(after.nodes)"
                    )
                    try await #expect(window.count("article") <= 200)
                    #expect(after.nodes < 20_000)
                    // All of them can be read.
                    try await window.evaluate("document.querySelector('#messages').scrollTop = 0")
                    try await window.wait(
                        for: "an older one",
                        "document.querySelector('article')?.textContent.match(/Message (\\d+):/)?.[1] < 900"
                    )
                    try await window.expectNoTrouble()
                }
            }
        }

        private static func metrics(_ window: BrowserWindow) async throws -> (heap: Int, nodes: Int) {
            try await window.cdp("Performance.enable")
            try await window.cdp("HeapProfiler.collectGarbage")
            let metrics = try await window.cdp("Performance.getMetrics")["metrics"].elements
            func value(_ name: String) -> Int { Int(metrics.first { $0["name"].string == name }?["value"].number ?? 0) }
            return (value("JSHeapUsedSize"), value("Nodes"))
        }
    }
}
