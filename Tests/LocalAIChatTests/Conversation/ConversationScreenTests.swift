import Testing

@testable import LocalAIChat

@Suite("What a conversation looks like") struct ConversationScreenTests {
    private func text(_ style: TerminalStyle, isInteractive: Bool, _ actions: ConversationState.Action...) -> String {
        var screen = ConversationScreen(
            style: style,
            personName: "Anna\n",
            botName: "Bot",
            isInteractive: isInteractive
        )
        return actions.map { screen.text(for: $0) }.joined()
    }

    @Test("in a pipe: the messages, and nothing else")
    func pipe() {
        let text = text(
            TerminalStyle(),
            isInteractive: false,
            .requestLine,
            .send("hi"),
            .showTyping,
            .showDraft("hel"),
            .show("Bot: hello"),
            .prompt,
            .end
        )
        #expect(text == "Bot: hello\n")
    }

    @Test(
        "on a terminal: the end of a growing answer, in one harmless line",
        arguments: [
            ("hel", "hel"), (" a\n\n- b\t\u{1B}[2Jc ", "a - b \u{FFFD}[2Jc"),
            (
                String(repeating: "word ", count: 20) + "end",
                "…ord " + Array(repeating: "word", count: 12).joined(separator: " ") + " end"
            ),
            (String(repeating: "汉", count: 100), "…" + String(repeating: "汉", count: 33)),
        ]
    )
    func draft(draft: String, shown: String) {
        let style = TerminalStyle(movesCursor: true)
        let erase = "\r\u{1B}[K"
        let text = text(
            style,
            isInteractive: true,
            .showTyping,
            .showDraft(draft),
            .show("Bot: hello"),
            .prompt,
            .showDraft("x")
        )
        #expect(text == "Bot is typing…\(erase)Bot: \(shown)\(erase)Bot: hello\nAnna\\n: ")
    }

    @Test("on a terminal: a prompt, and a line that goes away again")
    func terminal() {
        let text = text(
            TerminalStyle(movesCursor: true),
            isInteractive: true,
            .prompt,
            .send("hi"),
            .showTyping,
            .showTyping,
            .show("Bot: hello"),
            .prompt,
            .show("Bot: news"),
            .prompt,
            .end
        )
        let erase = "\r\u{1B}[K"
        #expect(
            text == "Anna\\n: Bot is typing…\(erase)Bot is typing…\(erase)Bot: hello\n"
                + "Anna\\n: \(erase)Bot: news\nAnna\\n: \(erase)"
        )
    }

    @Test("on a terminal that can't move its cursor")
    func dumb() {
        let text = text(TerminalStyle(), isInteractive: true, .prompt, .show("Bot: news"), .prompt, .prompt, .end)
        #expect(text == "Anna\\n: \nBot: news\nAnna\\n: \n")
    }
}
