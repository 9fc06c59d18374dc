import LlamaServer

/// What the model is shown of a conversation: the system prompt, and all messages from a certain one on.
struct Context: Sendable, Hashable {
    /// `nil` where there is none.
    let system: String?
    /// Begins with the user; the roles alternate.
    private(set) var history: [ContextMessage]

    /// - Parameter history: Oldest first. An answer to nothing at its beginning is left out.
    init(system: String?, history: [ContextMessage]) {
        self.system = system.flatMap { $0.isEmpty ? nil : $0 }
        self.history = Array(history.drop { $0.role != .user })
    }

    /// As the model is shown it.
    ///
    /// - Parameter question: What is asked now; `nil` for the beginning that all questions have in common.
    func messages(asking question: String? = nil) -> [ChatMessage] {
        (system.map { [ChatMessage(role: .system, content: $0)] } ?? []) + history.map(\.chatMessage)
            + (question.map { [ChatMessage(role: .user, content: $0)] } ?? [])
    }
}

/// Leaving out what was said first.
extension Context {
    /// What is left out.
    struct Cut: Sendable, Hashable {
        /// The last message that is left out.
        var lastID: Int64
        /// How many messages.
        var messages: Int
        /// How many tokens that makes, as far as it is known.
        var tokens: Int

        /// Both, one after the other.
        static func + (first: Cut, second: Cut) -> Cut {
            Cut(lastID: second.lastID, messages: first.messages + second.messages, tokens: first.tokens + second.tokens)
        }
    }

    /// What has to be left out of a context for it to become short enough.
    ///
    /// - Parameters:
    ///   - tokens: How long the prompt is, all in all.
    ///   - room: How long it may be; `nil` where only messages count.
    ///   - question: What is asked now, if it belongs to the prompt.
    /// - Returns: `nil` where nothing has to be, or where there is nothing.
    func cut(tokens: Int, room: Int?, limits: ContextLimits, asking question: String? = nil) -> Cut? {
        let isTooMany = history.count > limits.most
        let isTooLong = room.map { tokens > $0 } ?? false
        guard isTooMany || isTooLong, !history.isEmpty else { return nil }
        let lengths = lengths(ofWhole: tokens, asking: question)
        var left = tokens
        var count = 0
        func isEnough() -> Bool {
            let shown = history.count - count
            // Where the fewest that are to be shown nearly fill the room, each further exchange would ask for the next cut.
            let fits = room.map { left <= $0 - $0 / 8 } ?? true
            if shown <= limits.fewest, fits { return true }
            guard !isTooMany || shown <= limits.fewest else { return false }
            return room.map { left <= $0 / 2 } ?? false
        }
        repeat {
            // A question goes with its answer.
            repeat {
                left -= lengths[count]
                count += 1
            } while count < history.count && history[count].role != .user
        } while count < history.count && !isEnough()
        return cut(count, tokens: tokens - left)
    }

    private func cut(_ count: Int, tokens: Int) -> Cut? {
        guard count > 0 else { return nil }
        return Cut(lastID: history[count - 1].id, messages: count, tokens: max(0, tokens))
    }

    mutating func apply(_ cut: Cut) {
        history.removeFirst(min(cut.messages, history.count))
        for index in history.indices {
            history[index].promptTokens = history[index].promptTokens.map { max(0, $0 - cut.tokens) }
        }
    }
}
