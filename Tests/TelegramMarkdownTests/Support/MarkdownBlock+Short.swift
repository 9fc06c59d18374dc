public import TelegramMarkdown

extension MarkdownBlock: ExpressibleByStringLiteral {
    /// A paragraph.
    public init(stringLiteral text: String) { self = .paragraph([.text(text)]) }

    static func p(_ content: MarkdownInline...) -> MarkdownBlock { .paragraph(content) }

    /// A list of bullets without blank lines.
    static func ul(_ items: [MarkdownBlock]...) -> MarkdownBlock { list(start: nil, items) }

    static func ol(_ start: Int, _ items: [MarkdownBlock]...) -> MarkdownBlock { list(start: start, items) }

    private static func list(start: Int?, _ items: [[MarkdownBlock]]) -> MarkdownBlock {
        .list(MarkdownList(start: start, isTight: true, items: items.map { MarkdownList.Item(blocks: $0) }))
    }
}
