/// What the place that is written to can show.
struct TerminalStyle: Sendable, Hashable {
    /// Whether lines can be erased and the cursor moved.
    var movesCursor = false
    /// Whether symbols beyond ASCII are shown.
    var hasSymbols = false
    var hasColors = false
}

extension TerminalStyle {
    /// - Parameters:
    ///   - isTerminal: Whether a person looks at it, rather than a file or a program.
    ///   - environment: `TERM`, `NO_COLOR` (https://no-color.org) and the locale's variables are looked at.
    init(isTerminal: Bool, environment: [String: String]) {
        let isDumb = environment["TERM", default: isTerminal ? "dumb" : ""] == "dumb"
        // The first of these that is set decides (POSIX, 8.2).
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let isUTF8 = locale.lowercased().replacing("-", with: "").contains("utf8")
        movesCursor = isTerminal && !isDumb
        hasSymbols = isUTF8 && !isDumb
        hasColors = movesCursor && environment["NO_COLOR", default: ""].isEmpty
    }

    /// The text in a colour of the terminal's own palette, where it has one.
    func colored(_ text: String, _ color: Color) -> String {
        hasColors ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }

    enum Color: Int, Sendable {
        case bold = 1
        case dim = 2
        case red = 31
        case green = 32
        case yellow = 33
    }
}
