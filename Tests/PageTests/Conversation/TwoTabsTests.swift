import BrowserTesting
import LlamaServerTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// Two windows of one browser, each somebody else's.
    @Suite struct TwoTabsTests {
        @Test func twoPeopleAndTheirGroup() async throws {
            try await PageScene.run { scene in
                let anna = await scene.sandbox.person(firstName: "Anna")
                let boris = await scene.sandbox.person(firstName: "Boris")
                try await withWindow { first in
                    try await withWindow { second in
                        try await first.open(scene.address(of: anna))
                        try await second.open(scene.address(of: boris))
                        await scene.model.script(PageScene.answers, .chat("For Anna alone"), .chat("For Boris alone"))
                        try await first.say("I am Anna")
                        try await first.waitForMessage("For Anna alone")
                        try await second.say("I am Boris")
                        try await second.waitForMessage("For Boris alone")
                        try await #expect(first.messageCount("For Boris alone") == 0)
                        try await #expect(second.messageCount("For Anna alone") == 0)

                        try await group(scene, anna, boris, first, second)
                        try await first.expectNoTrouble()
                        try await second.expectNoTrouble()
                    }
                }
            }
        }

        private func group(
            _ scene: PageScene,
            _ anna: Person,
            _ boris: Person,
            _ first: BrowserWindow,
            _ second: BrowserWindow
        ) async throws {
            let forum = await scene.sandbox.group(title: "Friends", members: [anna, boris], isForum: true)
            let topic = await scene.sandbox.topic(name: "Tea", in: forum)
            for window in [first, second] {
                try await window.find(
                    "[data-testid=chats] button[data-chat-id='\(forum.id)'][data-thread-id='\(topic)']"
                ).click()
                try await window.wait(for: "the topic", "location.hash.includes('thread=\(topic)')")
            }
            await scene.model.script(PageScene.answers, .chat("Green tea"))
            try await first.say("@localaichat_bot which tea?")
            for window in [first, second] {
                try await window.waitForMessage("Green tea")
                try await #expect(window.messageCount("Green tea") == 1)
            }
            // Anna's question is hers in her tab, and somebody else's in his.
            try await #expect(second.messageCount("which tea?") == 1)
            try await #expect(first.messageCount("which tea?") == 0)
            try await second.picture("group-topic")
            let other = await scene.sandbox.topic(name: "Coffee", in: forum)
            try await second.find("button[data-chat-id='\(forum.id)'][data-thread-id='\(other)']").click()
            try await second.wait(for: "the other topic", "location.hash.includes('thread=\(other)')")
            try await second.wait(
                for: "its messages alone",
                "!document.querySelector('#messages').textContent.includes('Green tea')"
            )
        }
    }
}
