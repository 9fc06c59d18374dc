/// A formatted text inside a rich message: the Bot API's `RichText`.
public indirect enum SandboxRichText: Sendable, Hashable {
    /// What only changes how a text looks.
    public enum Style: String, Sendable, Hashable, CaseIterable {
        case bold, italic, underline, strikethrough, spoiler, `subscript`, superscript, marked, code
    }

    case plain(String)
    case sequence([SandboxRichText])
    case styled(Style, SandboxRichText)
    /// A `url`, or an `email_address` or `phone_number` as `mailto:` or `tel:`.
    case link(url: String, SandboxRichText)
    /// A mathematical expression in LaTeX.
    case mathematicalExpression(String)
    /// A custom emoji, shown here by its alternative.
    case customEmoji(id: String, alternative: String)
    /// A place that links of the message can lead to; nothing is seen of it.
    case anchor(name: String)
    /// A link to an anchor of the same message; to its top where the name is empty.
    case anchorLink(name: String, SandboxRichText)
    /// Any other type, as in the Bot API (`mention`, `hashtag`, `date_time`, `reference`, …): a text that an app may make more of.
    case other(type: String, SandboxRichText)

    /// What is read on the screen. Of an expression, its LaTeX.
    public var text: String {
        switch self {
        case .plain(let text), .mathematicalExpression(let text), .customEmoji(_, let text): text
        case .sequence(let parts): parts.map(\.text).joined()
        case .styled(_, let inner), .link(_, let inner), .anchorLink(_, let inner), .other(_, let inner): inner.text
        case .anchor: ""
        }
    }
}
