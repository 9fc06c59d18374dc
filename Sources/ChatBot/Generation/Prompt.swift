import LlamaServer

/// What the model is shown: the system prompt, then the last messages, then the question.
struct Prompt: Sendable, Hashable {
    private var system: String?
    /// Begins with the user; the roles alternate.
    private var history: [ChatMessage]
    private var question: String

    /// - Parameters:
    ///   - system: The system prompt; none where it is empty.
    ///   - history: What was said before, oldest first.
    ///   - question: What is asked now.
    ///   - maxContextMessages: How many of the last messages are shown, the question among them. One more is shown
    ///     where they would begin with an answer to nothing.
    init(system: String?, history: [ChatMessage], question: String, maxContextMessages: Int) {
        self.system = system.flatMap { $0.isEmpty ? nil : $0 }
        self.question = question
        let shown = history.suffix(Self.historyCount(maxContextMessages))
        self.history = Array(shown.drop { $0.role != .user })
    }

    /// How many messages before the question have to be known. An even number, as questions and answers come in pairs.
    static func historyCount(_ maxContextMessages: Int) -> Int {
        maxContextMessages / 2 * 2
    }

    var messages: [ChatMessage] {
        (system.map { [ChatMessage(role: .system, content: $0)] } ?? []) + history
            + [ChatMessage(role: .user, content: question)]
    }

    /// Of the question alone, in UTF-8 bytes.
    var questionLength: Int { question.utf8.count }

    /// The question alone, after the system prompt; `nil` where that is all there is.
    var withoutHistory: Prompt? {
        guard !history.isEmpty else { return nil }
        var shorter = self
        shorter.history = []
        return shorter
    }

    /// A prompt with less of the history, to fit into a server's context.
    ///
    /// - Parameters:
    ///   - promptTokens: How long the server says that this one is.
    ///   - contextSize: How much the server has room for.
    /// - Returns: `nil` where nothing is left to leave out.
    func shortened(promptTokens: Int?, contextSize: Int?) -> Prompt? {
        guard !history.isEmpty else { return nil }
        var shorter = self
        var surplus = history.count / 2
        if let promptTokens, let contextSize, promptTokens > 0 {
            // A quarter of the context is left to the answer. Text is taken to have as many tokens everywhere.
            let length = messages.reduce(0) { $0 + $1.content.utf8.count }
            var excess = Double(length) * (1 - Double(contextSize) * 0.75 / Double(promptTokens))
            surplus = 0
            for message in history where excess > 0 {
                excess -= Double(message.content.utf8.count)
                surplus += 1
            }
        }
        shorter.history.removeFirst(min(history.count, max(surplus, 2)))
        shorter.history = Array(shorter.history.drop { $0.role != .user })
        return shorter
    }
}
