public import TelegramBotAPI

extension InputRichBlock {
    /// What is read of the block, without any formatting: for where rich messages are not taken.
    public var visibleText: String {
        switch self {
        case .paragraph(let text), .heading(let text, _), .pre(let text, _), .footer(let text), .thinking(let text):
            text.visibleText
        case .divider: "———"
        case .mathematicalExpression(let expression): expression
        case .list(let items):
            items.map { item in
                let label = item.value.map { "\($0). " } ?? (item.isChecked == true ? "☑ " : "• ")
                return label + Self.lines(item.blocks.map(\.visibleText))
            }
            .joined(separator: "\n")
        case .blockquote(let blocks): Self.lines(blocks.map(\.visibleText))
        case .expandableBlockquote(let text): text.visibleText
        case .table(let table):
            table.cells.map { row in row.map { $0.text?.visibleText ?? "" }.joined(separator: " | ") }
                .joined(separator: "\n")
        case .details(let summary, let blocks, _): Self.lines([summary.visibleText] + blocks.map(\.visibleText))
        }
    }

    private static func lines(_ texts: [String?]) -> String {
        texts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
