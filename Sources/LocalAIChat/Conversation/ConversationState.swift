import TelegramSandbox

/// A conversation in the terminal: what a person writes and what happens in the chat come in, what is to be done goes out.
///
/// A person's lines are taken as they come. Lines from a pipe are taken one at a time, each when the answer to the one
/// before is complete, so that a script gets every answer, in order.
struct ConversationState: Sendable {
    enum Input: Sendable, Hashable {
        case line(String)
        case endOfInput
        case event(SandboxEvent)
        /// The button could not be pressed.
        case pressFailed
        /// A timer that was started has run out.
        case timer(Int)
    }

    enum Action: Sendable, Hashable {
        /// Ask for one more line.
        case requestLine
        case send(String)
        case press(String, messageID: Int)
        /// Something that stays; harmless, and without a line feed at its end.
        case show(String)
        /// Something that the next line takes the place of.
        case showTyping
        /// The same, with what there is of an answer.
        case showDraft(String)
        /// Show that a line is waited for.
        case prompt
        case startTimer(Int, Duration)
        case end
    }

    private enum Phase: Sendable, Hashable {
        case idle
        /// Nothing of an answer has come.
        case waiting
        /// A part of an answer has come; there may be more.
        case settling
        case ended
    }

    /// How long after a message with buttons nothing more is expected. They stand under the last part of an answer.
    static let quietAfterButtons = Duration.milliseconds(250)
    /// How long after any other message.
    static let quiet = Duration.milliseconds(1500)
    /// How long a word on a question is waited for while the LLaMA server is known to be away: there is none.
    static let patienceInOutage = Duration.seconds(3)
    /// The same for a command or a button, on which there is one: soon, unless this machine is very busy.
    static let patienceWithCommands = Duration.seconds(30)

    private let botName: String
    private let isInteractive: Bool
    private let patience: Duration
    private var phase = Phase.idle
    /// The number of the timer that counts; earlier ones are of the past.
    private var timer = 0
    private var texts: [Int: String] = [:]
    /// The messages that are still written.
    private var previews: Set<Int> = []
    private var buttons: [String] = []
    private var buttonsMessage: Int?
    /// Whether the bot has said that its answers will be late, and has not answered since.
    private var isOutage = false

    /// - Parameters:
    ///   - isInteractive: Whether a person types the lines.
    ///   - patience: How long an answer may take before a script's next line is sent.
    init(botName: String, isInteractive: Bool, patience: Duration) {
        self.botName = botName.harmless
        self.isInteractive = isInteractive
        self.patience = patience
    }

    /// What is to be done first.
    func begin() -> [Action] { isInteractive ? [.prompt, .requestLine] : [.requestLine] }

    /// What is to be done about an input, in this order.
    mutating func handle(_ input: Input) -> [Action] {
        guard phase != .ended else { return [] }
        switch input {
        case .line(let line):
            return take(line)
        case .endOfInput:
            phase = .ended
            return [.end]
        case .event(let event):
            return handle(event)
        case .pressFailed:
            return [.show("(this button is no longer there)")] + becomeIdle()
        case .timer(let number):
            guard number == timer, phase != .idle else { return [] }
            let word = isOutage ? "(this waits for the LLaMA server, too)" : "(no answer came)"
            return (phase == .waiting ? [.show(word)] : []) + becomeIdle()
        }
    }

    private mutating func take(_ line: String) -> [Action] {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard let first = words.first else { return isInteractive ? [.prompt, .requestLine] : [.requestLine] }
        guard first == "/press" else { return wait(for: .send(line), isCommand: first.hasPrefix("/")) }
        guard words.count == 2, let number = Int(words[1]), let message = buttonsMessage,
            buttons.indices.contains(number - 1)
        else {
            let choice =
                buttons.isEmpty ? "there are no buttons" : "write /press and a number from 1 to \(buttons.count)"
            return [.show("(\(choice))")] + becomeIdle() + (isInteractive ? [.requestLine] : [])
        }
        return wait(for: .press(buttons[number - 1], messageID: message), isCommand: true)
    }

    private mutating func wait(for action: Action, isCommand: Bool) -> [Action] {
        phase = .waiting
        timer += 1
        // A person waits as long as they like, unless nothing will come.
        let inOutage = isCommand ? Self.patienceWithCommands : Self.patienceInOutage
        let limit = isOutage ? inOutage : isInteractive ? nil : patience
        return [action] + (isInteractive ? [.requestLine] : []) + (limit.map { [.startTimer(timer, $0)] } ?? [])
    }

    private mutating func becomeIdle() -> [Action] {
        phase = .idle
        return isInteractive ? [.prompt] : [.requestLine]
    }

    /// More of an answer is being written, so that it is not complete however long nothing comes.
    private mutating func waitOn() -> [Action] {
        guard phase == .settling || isOutage else { return [] }
        isOutage = false
        guard phase != .idle else { return [] }
        phase = .waiting
        timer += 1
        return isInteractive ? [] : [.startTimer(timer, patience)]
    }

    private mutating func settle(after quiet: Duration) -> [Action] {
        guard phase != .idle else { return isInteractive ? [.prompt] : [] }
        phase = .settling
        timer += 1
        return [.startTimer(timer, quiet)]
    }
}

extension ConversationState {
    private mutating func handle(_ event: SandboxEvent) -> [Action] {
        switch event {
        case .draft(let draft):
            let wait = waitOn()
            guard phase != .idle else { return [] }
            return [draft.text.isEmpty ? .showTyping : .showDraft(draft.text)] + wait
        case .message(let message) where message.isFromBot && message.isPreview,
            .edited(let message) where message.isFromBot && message.isPreview:
            previews.insert(message.messageID)
            takeButtons(of: message)
            let wait = waitOn()
            guard phase != .idle else { return [] }
            return [.showDraft(message.text)] + wait
        case .edited(let message) where message.isFromBot && previews.contains(message.messageID):
            previews.remove(message.messageID)
            return show(message, as: botName)
                + settle(after: message.buttons.isEmpty ? Self.quiet : Self.quietAfterButtons)
        case .message(let message) where message.isFromBot:
            return show(message, as: botName)
                + settle(after: message.buttons.isEmpty ? Self.quiet : Self.quietAfterButtons)
        case .edited(let message) where message.isFromBot:
            guard texts[message.messageID] != message.terminalText else {
                takeButtons(of: message)
                return []
            }
            return show(message, as: "\(botName) (edited)") + settle(after: Self.quiet)
        case .chatAction(_, _, "typing"):
            // More is coming: the answer is not complete.
            let wait = isOutage ? waitOn() : phase == .settling ? settle(after: Self.quiet) : []
            guard phase != .idle else { return [] }
            return [.showTyping] + wait
        case .callbackAnswered(_, let text, _):
            let shown = text.flatMap { $0.isEmpty ? nil : Action.show("(\($0.harmless))") }
            return (shown.map { [$0] } ?? []) + settle(after: Self.quiet)
        default:
            return []
        }
    }

    private mutating func show(_ message: SandboxMessage, as sender: String) -> [Action] {
        let content = message.terminalText
        texts[message.messageID] = content
        if !message.buttons.isEmpty { isOutage = message.isNotice }
        takeButtons(of: message)
        var text = "\(sender): \(content.harmless)"
        if buttonsMessage == message.messageID {
            for (index, button) in buttons.enumerated() { text += "\n  [\(index + 1)] \(button.escapedToOneLine)" }
        }
        return [.show(text)]
    }

    /// The newest buttons are the ones that can be pressed by their numbers.
    private mutating func takeButtons(of message: SandboxMessage) {
        let new = message.buttons.flatMap(\.self)
        if !new.isEmpty {
            guard message.messageID >= buttonsMessage ?? 0 else { return }
            buttons = new
            buttonsMessage = message.messageID
        } else if buttonsMessage == message.messageID {
            buttons = []
            buttonsMessage = nil
        }
    }
}

extension SandboxMessage {
    /// Whether the bot still writes it: under such a message stands the button that stops it, as the bot's words have it.
    fileprivate var isPreview: Bool { buttons.joined().contains { $0.hasPrefix("⏹") } }

    /// Whether it says that the answer will be late: under such a message stands the button that takes the question back.
    fileprivate var isNotice: Bool { buttons.joined().contains { $0.hasPrefix("✖") } }
}
