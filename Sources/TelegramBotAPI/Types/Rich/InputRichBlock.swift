/// A block of a rich message to be sent; of the Bot API's kinds those that an answer in words needs.
public indirect enum InputRichBlock: Sendable, Hashable {
    case paragraph(RichText)
    /// - Parameter size: 1–6, the largest first.
    case heading(RichText, size: Int)
    /// Text in a monowidth font, such as code.
    case pre(RichText, language: String? = nil)
    case divider
    /// A formula of its own, in LaTeX without delimiters.
    case mathematicalExpression(String)
    case list([InputRichBlockListItem])
    case blockquote([InputRichBlock])
    /// A quote that shows its beginning until it is expanded.
    case expandableBlockquote(RichText)
    case table(InputRichBlockTable)
    /// Blocks that are shown when the summary is tapped.
    case details(summary: RichText, blocks: [InputRichBlock], isOpen: Bool? = nil)
    case footer(RichText)
    /// "Thinking…", with a text of its own; only in drafts.
    case thinking(RichText)
}
