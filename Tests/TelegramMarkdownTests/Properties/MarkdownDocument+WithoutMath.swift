import TelegramMarkdown

extension MarkdownDocument {
    /// The document with a sign in place of its formulas, which are shown in another script in each format.
    var withoutMath: MarkdownDocument {
        var document = self
        for index in document.sections.indices {
            document.sections[index].block = document.sections[index].block.withoutMath
        }
        return document
    }
}

extension MarkdownBlock {
    fileprivate var withoutMath: MarkdownBlock {
        switch self {
        case .math: .paragraph([.text("∎")])
        case .paragraph(let inlines): .paragraph(inlines.map(\.withoutMath))
        case .heading(let level, let inlines): .heading(level: level, inlines.map(\.withoutMath))
        case .quote(let blocks): .quote(blocks.map(\.withoutMath))
        case .list(var list):
            {
                for index in list.items.indices {
                    list.items[index].blocks = list.items[index].blocks.map(\.withoutMath)
                }
                return .list(list)
            }()
        case .table(var table):
            {
                table.header = table.header.map { $0.map(\.withoutMath) }
                table.rows = table.rows.map { $0.map { $0.map(\.withoutMath) } }
                return .table(table)
            }()
        case .code, .thematicBreak: self
        }
    }
}

extension MarkdownInline {
    fileprivate var withoutMath: MarkdownInline {
        switch self {
        case .math: .text("∎")
        case .emphasis(let inlines): .emphasis(inlines.map(\.withoutMath))
        case .strong(let inlines): .strong(inlines.map(\.withoutMath))
        case .strikethrough(let inlines): .strikethrough(inlines.map(\.withoutMath))
        case .spoiler(let inlines): .spoiler(inlines.map(\.withoutMath))
        case .link(let inlines, let destination): .link(inlines.map(\.withoutMath), destination: destination)
        case .image(let inlines, let source): .image(inlines.map(\.withoutMath), source: source)
        case .text, .softBreak, .lineBreak, .code: self
        }
    }
}
