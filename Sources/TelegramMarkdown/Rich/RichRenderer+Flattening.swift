import TelegramBotAPI

extension RichRenderer {
    /// Blocks as one text with line breaks, where blocks of their own can't be; `nil` if nothing of it can be seen.
    ///
    /// - Parameter level: That of the outermost formatting.
    func flatText(_ blocks: [MarkdownBlock], level: Int, separator: String = "\n\n") -> RichText? {
        let texts = blocks.compactMap { flatText($0, level: level) }
        return RichText(joining: texts, separator: separator)
    }

    private func flatText(_ block: MarkdownBlock, level: Int) -> RichText? {
        let isFormatted = level <= limits.levels
        switch block {
        case .paragraph(let inlines):
            return text(inlines, level: level)
        case .heading(_, let inlines):
            return text(inlines, level: level + 1).map { isFormatted ? .bold($0) : $0 }
        case .code(let code, _):
            guard !code.isInvisible else { return nil }
            return isFormatted ? .code(.plain(code)) : .plain(code)
        case .quote(let blocks):
            return flatText(blocks, level: level)
        case .list(let list):
            return RichText(joining: flatItems(list, level: level), separator: "\n")
        case .table(let table):
            let rows = ([table.header] + table.rows).compactMap { row in
                RichText(joining: row.compactMap { text($0, level: level) }, separator: " | ")
            }
            return RichText(joining: rows, separator: "\n")
        case .math(let expression):
            guard !expression.isInvisible else { return nil }
            return isFormatted ? .mathematicalExpression(expression) : .plain(expression)
        case .thematicBreak:
            return "———"
        }
    }

    private func flatItems(_ list: MarkdownList, level: Int) -> [RichText] {
        list.items.enumerated().compactMap { index, item in
            guard let text = flatText(item.blocks, level: level, separator: "\n") else { return nil }
            var label = list.start.map { "\($0 + index). " } ?? (item.isChecked == nil ? "• " : "")
            if let isChecked = item.isChecked { label += isChecked ? "☑ " : "☐ " }
            return RichText(joining: [.plain(label), text])
        }
    }
}
