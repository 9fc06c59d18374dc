import Testing

@testable import LocalAIChat
@testable import TelegramSandbox

@Suite("A conversation in the terminal") struct ConversationStateTests {
    private typealias State = ConversationState
    private let patience = Duration.seconds(9)

    private func scripted() -> State { State(botName: "Bot", isInteractive: false, patience: patience) }
    private func typed() -> State { State(botName: "Bot", isInteractive: true, patience: patience) }

    private func message(_ id: Int, _ text: String, buttons: [[String]] = [], isFromBot: Bool = true) -> SandboxMessage
    {
        SandboxMessage(
            messageID: id,
            chatID: 1,
            isFromBot: isFromBot,
            fromID: 2,
            text: text,
            buttons: buttons,
            isEdited: false,
            entities: []
        )
    }

    @Test("A script's next line is asked for when the answer is complete")
    func script() throws {
        var state = scripted()
        #expect(state.begin() == [.requestLine])
        #expect(state.handle(.line("hello")) == [.send("hello"), .startTimer(1, patience)])
        #expect(state.handle(.event(.chatAction(chatID: 1, messageThreadID: nil, action: "typing"))) == [.showTyping])
        #expect(
            state.handle(.event(.message(message(2, "part one")))) == [
                .show("Bot: part one"), .startTimer(2, State.quiet),
            ]
        )
        #expect(
            state.handle(.event(.message(message(3, "part two", buttons: [["Reset"]]))))
                == [.show("Bot: part two\n  [1] Reset"), .startTimer(3, State.quietAfterButtons)]
        )
        #expect(state.handle(.timer(2)).isEmpty)
        #expect(state.handle(.timer(3)) == [.requestLine])
        #expect(state.handle(.endOfInput) == [.end])
        #expect(state.handle(.line("late")).isEmpty)
    }

    @Test("Typing between two parts of an answer makes a script wait on")
    func typingBetweenParts() {
        var state = scripted()
        _ = state.handle(.line("hello"))
        _ = state.handle(.event(.message(message(2, "part one"))))
        let typing = State.Input.event(.chatAction(chatID: 1, messageThreadID: nil, action: "typing"))
        #expect(state.handle(typing) == [.showTyping, .startTimer(3, State.quiet)])
        #expect(state.handle(.timer(2)).isEmpty)
    }

    @Test("A script goes on where no answer comes")
    func noAnswer() {
        var state = scripted()
        _ = state.handle(.line("hello"))
        #expect(state.handle(.timer(1)) == [.show("(no answer came)"), .requestLine])
        #expect(state.handle(.timer(1)).isEmpty)
    }

    @Test("Empty lines are not sent", arguments: ["", "  ", "\t"])
    func emptyLine(line: String) {
        var script = scripted()
        #expect(script.handle(.line(line)) == [.requestLine])
        var person = typed()
        #expect(person.handle(.line(line)) == [.prompt, .requestLine])
    }

    @Test("A person can write at any time")
    func person() {
        var state = typed()
        #expect(state.begin() == [.prompt, .requestLine])
        #expect(state.handle(.line("/start")) == [.send("/start"), .requestLine])
        #expect(state.handle(.line("more")) == [.send("more"), .requestLine])
        _ = state.handle(.event(.message(message(2, "hi", buttons: [["R"]]))))
        #expect(state.handle(.timer(3)) == [.prompt])
        #expect(
            state.handle(.line("/press 2"))
                == [.show("(write /press and a number from 1 to 1)"), .prompt, .requestLine]
        )
        // A message that nobody asked for.
        #expect(state.handle(.event(.message(message(3, "news")))) == [.show("Bot: news"), .prompt])
    }

    @Test("Buttons are pressed by their numbers, under the newest message that has some")
    func press() {
        var state = scripted()
        #expect(state.handle(.line("/press 1")) == [.show("(there are no buttons)"), .requestLine])
        _ = state.handle(.event(.message(message(2, "a", buttons: [["old"]]))))
        _ = state.handle(.event(.message(message(3, "b", buttons: [["x"], ["y", "z"]]))))
        #expect(state.handle(.line(" /press  3 ")) == [.press("z", messageID: 3), .startTimer(1, patience)])
        #expect(
            state.handle(.event(.callbackAnswered(callbackQueryID: "1", text: "Forgotten", showAlert: false)))
                == [.show("(Forgotten)"), .startTimer(2, State.quiet)]
        )
        #expect(state.handle(.timer(2)) == [.requestLine])
        for line in ["/press", "/press 0", "/press 4", "/press x", "/press 1 2"] {
            #expect(
                state.handle(.line(line)) == [.show("(write /press and a number from 1 to 3)"), .requestLine]
            )
        }
        // The keyboard was taken away.
        #expect(state.handle(.event(.edited(message(3, "b")))).isEmpty)
        #expect(state.handle(.line("/press 1")) == [.show("(there are no buttons)"), .requestLine])
    }

    @Test("A button that is gone")
    func pressFailed() {
        var state = scripted()
        _ = state.handle(.event(.message(message(2, "a", buttons: [["old"]]))))
        _ = state.handle(.line("/press 1"))
        #expect(state.handle(.pressFailed) == [.show("(this button is no longer there)"), .requestLine])
    }

    @Test("Edits are shown where the text is another one; the person's own messages are not")
    func edits() {
        var state = scripted()
        _ = state.handle(.line("hello"))
        _ = state.handle(.event(.message(message(2, "a"))))
        #expect(state.handle(.event(.edited(message(2, "a")))).isEmpty)
        #expect(
            state.handle(.event(.edited(message(2, "b")))) == [.show("Bot (edited): b"), .startTimer(3, State.quiet)]
        )
        #expect(state.handle(.event(.message(message(4, "mine", isFromBot: false)))).isEmpty)
    }

    private func draft(_ text: String) -> State.Input {
        .event(.draft(SandboxDraft(chatID: 1, messageThreadID: nil, draftID: 1, text: text, canStop: true)))
    }

    @Test("An answer that comes as drafts is shown once, when it is complete")
    func drafts() {
        var state = scripted()
        #expect(state.handle(draft("old")).isEmpty)
        _ = state.handle(.line("hello"))
        #expect(state.handle(draft("")) == [.showTyping])
        #expect(state.handle(draft("par")) == [.showDraft("par")])
        #expect(
            state.handle(.event(.message(message(2, "part one")))) == [
                .show("Bot: part one"), .startTimer(2, State.quiet),
            ]
        )
        // The next part may take long: what is settled is not the whole.
        #expect(state.handle(draft("part t")) == [.showDraft("part t"), .startTimer(3, patience)])
        #expect(state.handle(.timer(2)).isEmpty)
        #expect(
            state.handle(.event(.message(message(3, "part two", buttons: [["Reset"]]))))
                == [.show("Bot: part two\n  [1] Reset"), .startTimer(4, State.quietAfterButtons)]
        )
        #expect(state.handle(.timer(3)).isEmpty)
        #expect(state.handle(.timer(4)) == [.requestLine])
    }

    @Test("An answer that comes as a message that is edited is shown once, when it is complete")
    func previews() {
        var state = scripted()
        _ = state.handle(.line("hello"))
        #expect(state.handle(.event(.message(message(2, "p", buttons: [["⏹ Stop"]])))) == [.showDraft("p")])
        #expect(state.handle(.event(.edited(message(2, "part", buttons: [["⏹ Stop"]])))) == [.showDraft("part")])
        #expect(
            state.handle(.event(.edited(message(2, "part one")))) == [
                .show("Bot: part one"), .startTimer(2, State.quiet),
            ]
        )
        #expect(
            state.handle(.event(.message(message(3, "t", buttons: [["⏹ Остановить"]]))))
                == [.showDraft("t"), .startTimer(3, patience)]
        )
        // The text was complete already; only the button changes.
        #expect(
            state.handle(.event(.edited(message(3, "t", buttons: [["Reset"]]))))
                == [.show("Bot: t\n  [1] Reset"), .startTimer(4, State.quietAfterButtons)]
        )
        #expect(state.handle(.event(.edited(message(3, "t")))).isEmpty)
    }

    private func notice(_ id: Int) -> State.Input {
        .event(.message(message(id, "Sorry. It will come.", buttons: [["✖ Take back"]])))
    }

    @Test(
        "A script goes on when the bot has said that the answer will be late, and does not wait long for the next ones"
    )
    func outageInScript() {
        var state = scripted()
        _ = state.handle(.line("one"))
        #expect(
            state.handle(notice(2)) == [
                .show("Bot: Sorry. It will come.\n  [1] ✖ Take back"), .startTimer(2, State.quietAfterButtons),
            ]
        )
        #expect(state.handle(.timer(2)) == [.requestLine])
        // The bot has said it once.
        #expect(state.handle(.line("two")) == [.send("two"), .startTimer(3, State.patienceInOutage)])
        #expect(state.handle(.timer(3)) == [.show("(this waits for the LLaMA server, too)"), .requestLine])
        // A command is answered at once, and does not end it.
        #expect(state.handle(.line("/help")) == [.send("/help"), .startTimer(4, State.patienceWithCommands)])
        #expect(
            state.handle(.event(.message(message(5, "help")))) == [.show("Bot: help"), .startTimer(5, State.quiet)]
        )
        #expect(state.handle(.timer(5)) == [.requestLine])
        #expect(
            state.handle(.line("/press 1")) == [
                .press("✖ Take back", messageID: 2), .startTimer(6, State.patienceWithCommands),
            ]
        )
        #expect(
            state.handle(.event(.callbackAnswered(callbackQueryID: "1", text: "Taken back", showAlert: false)))
                == [.show("(Taken back)"), .startTimer(7, State.quiet)]
        )
        #expect(state.handle(.endOfInput) == [.end])
    }

    @Test("When the server is back, an answer has its time again")
    func endOfOutage() {
        let typing = State.Input.event(.chatAction(chatID: 1, messageThreadID: nil, action: "typing"))
        let preview = State.Input.event(.message(message(4, "an", buttons: [["⏹ Stop"]])))
        for (sign, action) in [
            (draft("an"), State.Action.showDraft("an")), (preview, .showDraft("an")), (typing, .showTyping),
        ] {
            var state = scripted()
            _ = state.handle(.line("one"))
            _ = state.handle(notice(2))
            _ = state.handle(.timer(2))
            #expect(state.handle(.line("two")) == [.send("two"), .startTimer(3, State.patienceInOutage)])
            #expect(state.handle(sign) == [action, .startTimer(4, patience)])
            #expect(state.handle(.timer(3)).isEmpty)
            let answer = message(5, "an answer", buttons: [["Reset"]])
            #expect(state.handle(.event(.message(answer))).last == .startTimer(5, State.quietAfterButtons))
            #expect(state.handle(.timer(5)) == [.requestLine])
            #expect(state.handle(.line("three")) == [.send("three"), .startTimer(6, patience)])
        }
    }

    @Test("A person gets the prompt back in an outage, and the late answer when it comes")
    func outageAtTheTerminal() {
        var state = typed()
        _ = state.handle(.line("one"))
        _ = state.handle(draft(""))
        #expect(state.handle(notice(2)).last == .startTimer(2, State.quietAfterButtons))
        #expect(state.handle(.timer(2)) == [.prompt])
        #expect(
            state.handle(.line("two")) == [.send("two"), .requestLine, .startTimer(3, State.patienceInOutage)]
        )
        #expect(state.handle(.timer(3)) == [.show("(this waits for the LLaMA server, too)"), .prompt])
        #expect(state.handle(draft("late")).isEmpty)
        let answer = message(4, "late answer", buttons: [["Reset"]])
        #expect(state.handle(.event(.message(answer))) == [.show("Bot: late answer\n  [1] Reset"), .prompt])
        #expect(state.handle(.line("three")) == [.send("three"), .requestLine])
    }

    @Test("The button of an answer that is still written can be pressed")
    func stopButton() {
        var state = typed()
        _ = state.handle(.line("hello"))
        _ = state.handle(.event(.message(message(2, "p", buttons: [["⏹ Stop"]]))))
        #expect(state.handle(.line("/press 1")) == [.press("⏹ Stop", messageID: 2), .requestLine])
    }

    @Test("Nothing that the model writes reaches the terminal as a command")
    func harmless() {
        var state = scripted()
        let event = SandboxEvent.message(message(2, "\u{1B}]0;x\u{07}a\nb", buttons: [["\u{1B}[2J\n"]]))
        #expect(
            state.handle(.event(event)) == [.show("Bot: \u{FFFD}]0;x\u{FFFD}a\nb\n  [1] \\u{1B}[2J\\n")]
        )
    }
}
