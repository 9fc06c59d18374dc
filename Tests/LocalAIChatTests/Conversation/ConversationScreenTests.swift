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
            .show("Bot: hello"),
            .prompt,
            .end
        )
        #expect(text == "Bot: hello\n")
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
