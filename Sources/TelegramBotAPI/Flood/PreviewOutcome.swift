/// What came of a call that is worth something only now.
public enum PreviewOutcome<Value: Sendable>: Sendable {
    case made(Value)
    /// There is no sense in another one before `for` has passed.
    ///
    /// - Parameters:
    ///   - for: How long, from now; more than zero.
    ///   - isRefused: Whether Telegram answered this very call with 429. Otherwise none was made.
    case held(for: Duration, isRefused: Bool)
}
