import TelegramMarkdown

/// A document in a line, for tables of cases: `h1[A] p[a *b*⏎c]`.
enum DocumentSketch {
    static func of(_ source: String, isPartial: Bool = false) -> String {
        MarkdownDocument(source, isPartial: isPartial).sections.map { block($0.block) }.joined(separator: " ")
    }

    private static func block(_ block: MarkdownBlock) -> String {
        switch block {
        case .paragraph(let inlines): "p[\(line(inlines))]"
        case .heading(let level, let inlines): "h\(level)[\(line(inlines))]"
        case .code(let code, let language): "code\(language.map { ":\($0)" } ?? "")[\(code.replacing("\n", with: "¶"))]"
        case .quote(let blocks): "quote[\(inner(blocks))]"
        case .list(let list):
            (list.start.map { "ol\($0)" } ?? "ul") + (list.isTight ? "" : "~")
                + "[\(list.items.map(item).joined(separator: " | "))]"
        case .table(let table):
            "table[\(table.alignments.map { $0?.rawValue ?? "-" }.joined(separator: ",")): "
                + ([table.header] + table.rows).map { $0.map(line).joined(separator: " | ") }.joined(separator: " / ")
                + "]"
        case .math(let latex): "math[\(latex.replacing("\n", with: "¶"))]"
        case .thematicBreak: "hr"
        }
    }

    private static func inner(_ blocks: [MarkdownBlock]) -> String {
        blocks.map(block).joined(separator: " ")
    }

    private static func item(_ item: MarkdownList.Item) -> String {
        (item.isChecked.map { $0 ? "☑" : "☐" } ?? "") + inner(item.blocks)
    }

    private static func line(_ inlines: [MarkdownInline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text): text
            case .softBreak: "⏎"
            case .lineBreak: "⏎⏎"
            case .code(let code): "code{\(code)}"
            case .emphasis(let inner): "em{\(line(inner))}"
            case .strong(let inner): "b{\(line(inner))}"
            case .strikethrough(let inner): "s{\(line(inner))}"
            case .spoiler(let inner): "spoiler{\(line(inner))}"
            case .link(let inner, let destination): "link{\(line(inner))→\(destination)}"
            case .image(let inner, let source): "image{\(line(inner))→\(source)}"
            case .math(let latex): "math{\(latex.replacing("\n", with: "¶"))}"
            }
        }.joined()
    }
}
