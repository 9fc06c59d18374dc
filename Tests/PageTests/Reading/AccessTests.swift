import BrowserTesting
import LlamaServerTesting
import TelegramSandbox
import Testing

extension PageSuite {
    /// The page without a mouse, and for who hears it.
    @Suite struct AccessTests {
        @Test func aConversationByTheKeyboardAlone() async throws {
            try await PageScene.run { scene in
                await scene.model.script(PageScene.answers, .chat("Typed, answered"))
                try await withWindow { window in
                    try await window.open(scene.page)
                    try await window.find("[data-testid=start]")
                    try await Self.goTo("[data-testid=composer]", by: .tab, window)
                    try await window.type("First line")
                    try await window.press(.enter.withShift)
                    try await window.type("second line")
                    try await window.press(.enter)
                    try await window.waitForMessage("Typed, answered")
                    let own = try await window.evaluate(
                        "return document.querySelector('article.own .text').firstChild.textContent"
                    )
                    #expect(own == "First line\nsecond line")

                    // The reset button is reached without the mouse.
                    try await Self.goTo("button[data-row]", by: .tab.withShift, window)
                    // Who looks sees where the focus is.
                    let outline = try await window.evaluate(
                        "const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' || style.boxShadow !== 'none'"
                    )
                    #expect(outline == true)
                    let count = try await window.count("article[data-message-id]:not(.own)")
                    try await window.press(.enter)
                    try await window.wait(
                        for: "a word about the reset",
                        "document.querySelectorAll('article[data-message-id]:not(.own)').length > \(count)"
                    )
                    try await window.expectNoTrouble()
                }
            }
        }

        private static func goTo(_ selector: String, by key: Key, _ window: BrowserWindow) async throws {
            for _ in 1...40 {
                let isThere = try await window.evaluate(
                    "return document.activeElement.matches(args[0])",
                    [.string(selector)]
                )
                if isThere == true { return }
                try await window.press(key)
            }
            Issue.record("\(selector) is not reached by the keyboard")
        }

        @Test func rolesAndNames() async throws {
            try await PageScene.run { scene in
                await scene.model.script(
                    PageScene.answers,
                    .chat("# Heading\n\n| a | b |\n|---|---|\n| c | d |\n\nSome *words*")
                )
                try await withWindow { window in
                    try await window.open(scene.page)
                    try await window.say("Hello")
                    try await window.waitForMessage("Some words")
                    try await #expect(window.find("[data-testid=messages]").role() == "log")
                    try await #expect(window.find("[data-testid=composer]").accessibleName() == "Message")
                    try await #expect(window.find("[data-testid=send]").accessibleName() == "Send")
                    try await window.find("[data-testid=panel-toggle]").click()

                    let nodes = try await window.cdp("Accessibility.getFullAXTree")["nodes"].elements.filter {
                        $0["ignored"] != true
                    }
                    let named: Set<String> = [
                        "button", "link", "textbox", "combobox", "checkbox", "log", "navigation", "spinbutton",
                    ]
                    var roles: Set<String> = []
                    for node in nodes {
                        let role = node["role"]["value"].string ?? ""
                        roles.insert(role)
                        guard named.contains(role) else { continue }
                        #expect(node["name"]["value"].string?.isEmpty == false, "a \(role) without a name")
                    }
                    #expect(
                        roles.isSuperset(of: ["log", "article", "button", "combobox", "main", "navigation", "heading"])
                    )
                    let text = nodes.compactMap { $0["name"]["value"].string }.joined(separator: "\n")
                    #expect(text.contains("Heading") && text.contains("Reset context"))
                    try await window.expectNoTrouble()
                }
            }
        }
    }
}
