/// What a line of the log looks like (`LOG_FORMAT`).
enum LogFormat: String, Sendable, CaseIterable {
    /// `2026-11-22T10:00:00.000Z warning telegram: the message key=value`
    case text
    /// An object with `time`, `level`, `logger`, `message` and `metadata`.
    case json
}
