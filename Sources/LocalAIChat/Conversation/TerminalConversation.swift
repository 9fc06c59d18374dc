import TelegramSandbox

/// Lets a person at the terminal, or a script, talk to the bot in the sandbox.
struct TerminalConversation: Sendable {
    var person: Person
    var botName: String
    var style: TerminalStyle
    var isInteractive: Bool
    /// How long an answer may take before a script's next line is sent.
    var patience: Duration
    var clock: any Clock<Duration> = ContinuousClock()
    var write: @Sendable (String) -> Void
    /// Starts reading; returns what asks for one more line. The closure hears each line, and `nil` at the end.
    var read: @Sendable (_ receive: @escaping @Sendable (String?) -> Void) -> @Sendable () -> Void

    /// Ends when the input does.
    func run() async throws {
        let (inputs, continuation) = AsyncStream<ConversationState.Input>.makeStream()
        let requestLine = read { line in continuation.yield(line.map { .line($0) } ?? .endOfInput) }
        let events = await person.events()
        var state = ConversationState(botName: botName, isInteractive: isInteractive, patience: patience)
        var screen = ConversationScreen(
            style: style,
            personName: person.firstName,
            botName: botName,
            isInteractive: isInteractive
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask {
                for await event in events { continuation.yield(.event(event)) }
            }
            var actions = state.begin()
            var iterator = inputs.makeAsyncIterator()
            while true {
                for action in actions {
                    let text = screen.text(for: action)
                    if !text.isEmpty { write(text) }
                    switch action {
                    case .requestLine: requestLine()
                    case .send(let text): await person.send(text)
                    case .press(let button, let messageID):
                        do {
                            try await person.press(button, onMessage: messageID)
                        } catch {
                            continuation.yield(.pressFailed)
                        }
                    case .startTimer(let number, let duration):
                        group.addTask { [clock] in
                            guard (try? await clock.sleep(for: duration)) != nil else { return }
                            continuation.yield(.timer(number))
                        }
                    case .show, .showTyping, .showDraft, .prompt: break
                    case .end: return
                    }
                }
                guard let input = await iterator.next() else { throw CancellationError() }
                actions = state.handle(input)
            }
        }
    }
}
