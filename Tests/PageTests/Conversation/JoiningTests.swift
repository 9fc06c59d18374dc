import BrowserTesting
import LlamaServerTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// A group that somebody is not in.
    @Suite struct JoiningTests {
        @Test func theGroupIsJoinedAndThenWrittenIn() async throws {
            try await PageScene.run { scene in
                let anna = await scene.sandbox.person(firstName: "Anna")
                let boris = await scene.sandbox.person(firstName: "Boris")
                let group = await scene.sandbox.group(title: "Friends", members: [anna])
                await anna.send("Soup is ready", in: group)
                try await withWindow { window in
                    try await window.open(scene.address(of: boris))
                    let item = "[data-testid=chats] button[data-chat-id='\(group.id)']"
                    try await window.find(item).click()
                    // It can be read; the way in is where one would write.
                    try await window.waitForMessage("Soup is ready")
                    try await window.wait(
                        for: "the way in",
                        "document.querySelector('#join').checkVisibility() && !document.querySelector('#composer').checkVisibility()"
                    )
                    try await window.picture("group-stranger")
                    // Who is in it writes there, in the same tab.
                    try await choose(anna, window)
                    try await window.wait(
                        for: "Anna's place to write",
                        "location.hash.includes('chat=\(group.id)') && document.querySelector('#composer').checkVisibility()"
                    )
                    try await choose(boris, window)
                    try await window.wait(for: "Boris", "document.querySelector('#join').checkVisibility()")
                    try await window.find("[data-testid=join]").click()
                    try await window.wait(
                        for: "the word that he is in it, and the focus where he writes",
                        """
                        document.querySelector('#log-list').textContent.includes('Boris joined')
                            && document.activeElement === document.querySelector('[data-testid=composer]')
                        """
                    )
                    await scene.model.script(PageScene.answers, .chat("Tomato soup"))
                    try await window.say("@localaichat_bot which soup?")
                    try await window.waitForMessage("Tomato soup")
                    try await window.expectNoTrouble()
                }
            }
        }

        private func choose(_ person: Person, _ window: BrowserWindow) async throws {
            try await window.evaluate(
                """
                const field = document.querySelector("[data-testid=person]");
                field.value = args[0];
                field.dispatchEvent(new Event("change", {bubbles: true}));
                """,
                [.string("\(person.id)")]
            )
        }
    }
}
