/// An answer as far as it is written.
struct AnswerDraft: Sendable, Hashable {
    /// Whether the server has taken the request; until then others are served.
    var isStarted = false
    /// What there is to be said of it as long as nothing is written.
    var standing: Standing?
    /// What a thinking model has thought.
    var reasoning = ""
    /// Exactly as it was generated.
    var text = ""

    /// Whether a message that is made of the answer would show anything.
    var hasText: Bool { text.contains(where: \.isVisible) }

    /// Whether there is nothing of it, not even a thought.
    var isEmpty: Bool { reasoning.isEmpty && !hasText }
}

extension Character {
    /// Whether a message that is made of it alone would show anything; Telegram refuses one that does not.
    fileprivate var isVisible: Bool {
        unicodeScalars.contains {
            !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
                && $0.properties.generalCategory != .control
        }
    }
}
