/// The secret that @BotFather gives for a bot.
///
/// It describes itself as a placeholder, so that printing, logging or dumping it shows nothing.
public struct BotToken: Sendable, Hashable {
    let value: String

    /// - Parameter value: The token as @BotFather writes it, `DIGITS:LETTERS`.
    /// - Returns: `nil` where the text has not the form of a token.
    public init?(_ value: String) {
        let parts = value.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
            parts[0].allSatisfy({ $0.isASCII && $0.isNumber }),
            parts[1].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
        else { return nil }
        self.value = value
    }
}

extension BotToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "BotToken(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
