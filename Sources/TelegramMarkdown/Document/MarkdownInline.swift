/// A piece of a line of Markdown.
public indirect enum MarkdownInline: Sendable, Hashable {
    case text(String)
    /// A line's end that is shown as one, though Markdown would join the lines.
    case softBreak
    /// A line's end that the document asks for.
    case lineBreak
    case code(String)
    case emphasis([MarkdownInline])
    case strong([MarkdownInline])
    case strikethrough([MarkdownInline])
    case spoiler([MarkdownInline])
    case link([MarkdownInline], destination: String)
    /// Telegram shows it as a link with its description.
    case image([MarkdownInline], source: String)
    /// A formula in LaTeX, without its delimiters.
    case math(String)
}
