/// Puts a conversation on a terminal or into a pipe.
struct ConversationScreen: Sendable {
    let style: TerminalStyle
    /// What the person is asked for a line with; empty where nobody types.
    let prompt: String
    let botName: String
    /// Whether the last line on the terminal is one that may be taken away again: a prompt, or "typing".
    private var hasTransientLine = false
    private var isPrompting = false

    init(style: TerminalStyle, personName: String, botName: String, isInteractive: Bool) {
        self.style = style
        self.prompt = isInteractive ? "\(personName.escapedToOneLine): " : ""
        self.botName = botName
    }

    /// What is to be written for an action.
    mutating func text(for action: ConversationState.Action) -> String {
        switch action {
        case .show(let text):
            // Where the cursor can't be moved, a prompt stays, and the message begins on a new line.
            let start = erase() ?? (isPrompting ? "\n" : "")
            isPrompting = false
            return "\(start)\(text)\n"
        case .showTyping:
            return transient("\(botName.escapedToOneLine) is typing…")
        case .showDraft(let text):
            let start = "\(botName.escapedToOneLine): "
            return transient(start + text.inOneLine.ending(columns: max(20, Self.columns - start.columns)))
        case .prompt:
            guard !prompt.isEmpty, !isPrompting else { return "" }
            let start = erase() ?? ""
            isPrompting = true
            hasTransientLine = style.movesCursor
            return start + style.colored(prompt, .bold)
        case .send, .press:
            // The person has ended the prompt's line.
            isPrompting = false
            hasTransientLine = false
            return ""
        case .end:
            let text = erase() ?? (isPrompting ? "\n" : "")
            isPrompting = false
            return text
        case .requestLine, .startTimer:
            return ""
        }
    }

    private mutating func transient(_ line: String) -> String {
        guard style.movesCursor, !isPrompting else { return "" }
        let start = erase() ?? ""
        hasTransientLine = true
        return start + style.colored(line, .dim)
    }

    /// A line that is wider than the terminal could not be taken away again.
    private static let columns = 72

    private mutating func erase() -> String? {
        guard hasTransientLine else { return nil }
        hasTransientLine = false
        isPrompting = false
        return "\r\u{1B}[K"
    }
}

extension String {
    fileprivate var inOneLine: String { harmless.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// As much of its end as there is room for.
    fileprivate func ending(columns limit: Int) -> String {
        var room = limit
        var start = endIndex
        while start > startIndex {
            let previous = index(before: start)
            room -= self[previous].columns
            if room < 0 { return "…" + self[start...].drop(while: \.isWhitespace) }
            start = previous
        }
        return self
    }
}
