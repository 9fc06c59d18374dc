/// How an answer's formatting reaches Telegram.
public enum ReplyFormat: String, Sendable, CaseIterable {
    /// As text with entities, which every client shows.
    case entities
    /// As rich messages, with real tables and formulas. Some clients do not show them.
    case rich
    /// Not at all: the model's text as it is.
    case plain
}
