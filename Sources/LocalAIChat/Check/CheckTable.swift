/// The table of `localaichat check`, line by line.
struct CheckTable: Sendable {
    var style: TerminalStyle
    /// Columns of the widest title.
    var titleWidth: Int

    /// The result's line and, where there is something to do, a second one that says what; each with a line feed.
    func lines(_ result: CheckResult) -> String {
        let title = result.title + String(repeating: " ", count: max(0, titleWidth - result.title.count))
        var text = "\(mark(result.outcome))\(title)  \(result.detail.escapedToOneLine)\n"
        if let advice = result.advice {
            let indent = String(repeating: " ", count: markWidth + titleWidth + 2)
            let arrow = style.hasSymbols ? "→" : "->"
            text += "\(indent)\(style.colored("\(arrow) \(advice.escapedToOneLine)", .bold))\n"
        }
        return text
    }

    /// How many columns stand before the title.
    private var markWidth: Int { style.hasSymbols ? 3 : 6 }

    private func mark(_ outcome: CheckResult.Outcome) -> String {
        guard style.hasSymbols else {
            let (word, color): (String, TerminalStyle.Color) =
                switch outcome {
                case .passed: ("ok", .green)
                case .warning: ("warn", .yellow)
                case .failed: ("FAIL", .red)
                case .skipped: ("skip", .dim)
                }
            return style.colored(word, color) + String(repeating: " ", count: markWidth - word.count)
        }
        let symbol =
            switch outcome {
            case .passed: "✅ "
            case .warning: "⚠️ "
            case .failed: "❌ "
            case .skipped: "➖ "
            }
        // Terminals disagree whether ⚠️ is one column wide or two: go to the column rather than count on it.
        return style.movesCursor ? "\(symbol)\u{1B}[\(markWidth + 1)G" : symbol
    }
}
