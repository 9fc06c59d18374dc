import BrowserTesting
import LlamaServerTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// An answer while it is being written.
    @Suite struct StreamingTests {
        private typealias Reply = ScriptedLlamaServer.Reply

        @Test func growsAndIsStillThereAfterAReload() async throws {
            try await PageScene.run { scene in
                await scene.model.script(
                    PageScene.answers,
                    Reply(steps: [
                        Reply.chatStart, Reply.chatDelta("Once upon a time "), .hold,
                        Reply.chatDelta("there was **a bot** "), .hold,
                        Reply.chatDelta("that told stories."), Reply.chatEnd,
                    ])
                )
                try await withWindow { window in
                    try await window.open(scene.page)
                    try await window.say("Tell me a story")
                    try await window.waitForDraft("Once upon a time")
                    try await window.wait(
                        for: "typing",
                        "document.querySelector('[data-testid=status]').textContent.includes('typing')"
                    )
                    await scene.model.held(1)
                    await scene.model.release()
                    try await window.waitForDraft("there was a bot")
                    try await #expect(window.count("article[data-draft-id] strong") == 1)
                    try await window.picture("streaming")

                    try await window.reload()
                    try await window.waitForDraft("there was a bot")
                    try await #expect(window.count("article[data-draft-id]") == 1)
                    await scene.model.held(1)
                    await scene.model.release()
                    try await window.waitForMessage("Once upon a time there was a bot that told stories.")
                    try await window.wait(for: "the draft to end", "!document.querySelector('article[data-draft-id]')")
                    try await #expect(window.messageCount("Once upon a time") == 1)
                    try await window.reload()
                    try await window.waitForMessage("that told stories.")
                    try await #expect(window.messageCount("Once upon a time") == 1)
                    try await window.expectNoTrouble()
                }
            }
        }

        @Test func isStopped() async throws {
            try await PageScene.run { scene in
                await scene.model.script(
                    PageScene.answers,
                    Reply(steps: [Reply.chatStart, Reply.chatDelta("Ninety-nine bottles "), .hold, Reply.chatEnd])
                )
                try await withWindow { window in
                    try await window.open(scene.page)
                    try await window.say("Sing")
                    try await window.waitForDraft("Ninety-nine")
                    try await window.find("[data-testid=stop]").click()
                    try await window.waitForMessage("[stopped]")
                    try await #expect(window.messageCount("Ninety-nine bottles") == 1)
                    try await #expect(window.count("article[data-draft-id]") == 0)
                    await scene.model.brokenOff(1)
                    try await window.expectNoTrouble()
                }
            }
        }
    }
}
