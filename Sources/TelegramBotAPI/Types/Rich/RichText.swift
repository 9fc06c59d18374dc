/// Text of a rich message with its formatting; of the Bot API's kinds those that an answer in words needs.
public indirect enum RichText: Sendable, Hashable {
    case plain(String)
    /// One after the other.
    case array([RichText])
    case bold(RichText)
    case italic(RichText)
    case underline(RichText)
    case strikethrough(RichText)
    case spoiler(RichText)
    case code(RichText)
    /// A formula in a line of text, in LaTeX without delimiters.
    case mathematicalExpression(String)
    case url(RichText, url: String)
}

extension RichText: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        self = .plain(value)
    }
}

extension RichText: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: RichText...) {
        self = .array(elements)
    }
}
