import TelegramBotAPI

/// Makes blocks of a rich message from those of a Markdown document.
///
/// A level is where a block or a formatting stands, from 1 at the top of the message. How Telegram counts them is not
/// written down; here an item of a list and a row of a table are levels, too, which is never less.
struct RichRenderer {
    var limits = RichMessageLimits.telegram

    /// Levels that are kept free for formatting when blocks are nested.
    private static let formattingLevels = 3
    /// A quote with more than this is shown collapsed: what fills about half of a phone's screen.
    private static let longQuote = (characters: 600, lines: 10)

    func blocks(_ block: MarkdownBlock, level: Int) -> [InputRichBlock] {
        switch block {
        case .paragraph(let inlines):
            return text(inlines, level: level + 1).map { [.paragraph($0)] } ?? []
        case .heading(let size, let inlines):
            return text(inlines, level: level + 1).map { [.heading($0, size: min(max(size, 1), 6))] } ?? []
        case .code(let code, let language):
            return code.isInvisible
                ? [] : [.pre(.plain(code), language: language.flatMap { $0.isInvisible ? nil : $0 })]
        case .quote(let content):
            return quote(content, level: level)
        case .list(let list):
            guard hasRoom(for: 3, at: level) else { return flattened(block, level: level) }
            return self.list(list, level: level).map { [$0] } ?? []
        case .table(let table):
            guard hasRoom(for: 3, at: level) else { return flattened(block, level: level) }
            return tables(table, level: level)
        case .math(let expression):
            return expression.isInvisible ? [] : [.mathematicalExpression(expression)]
        case .thematicBreak:
            return [.divider]
        }
    }

    private func hasRoom(for levels: Int, at level: Int) -> Bool {
        level + levels - 1 + Self.formattingLevels <= limits.levels
    }

    private func flattened(_ block: MarkdownBlock, level: Int) -> [InputRichBlock] {
        flatText([block], level: level + 1).map { [.paragraph($0)] } ?? []
    }

    private func quote(_ content: [MarkdownBlock], level: Int) -> [InputRichBlock] {
        guard hasRoom(for: 2, at: level) else { return content.flatMap { self.blocks($0, level: level) } }
        if content.allSatisfy(\.isShownWellAsText), let text = flatText(content, level: level + 1), isLong(text) {
            return [.expandableBlockquote(text)]
        }
        let blocks = content.flatMap { self.blocks($0, level: level + 1) }
        return blocks.isEmpty ? [] : [.blockquote(blocks)]
    }

    private func isLong(_ text: RichText) -> Bool {
        let string = text.visibleText
        return string.utf16.count > Self.longQuote.characters
            || string.utf8.count { $0 == UInt8(ascii: "\n") } >= Self.longQuote.lines
    }

    private func list(_ list: MarkdownList, level: Int) -> InputRichBlock? {
        let contents = list.items.map { $0.blocks.flatMap { blocks($0, level: level + 2) } }
        guard contents.contains(where: { !$0.isEmpty }) else { return nil }
        let items = zip(list.items, contents).enumerated().map { index, item in
            let (item, blocks) = item
            return InputRichBlockListItem(
                // In an empty item, Telegram itself has an empty paragraph; elsewhere it refuses one.
                blocks: blocks.isEmpty ? [.paragraph("")] : blocks,
                hasCheckbox: item.isChecked == nil ? nil : true,
                isChecked: item.isChecked == true ? true : nil,
                value: list.start.map { $0 + index },
                type: list.start == nil ? nil : .decimal
            )
        }
        return .list(items)
    }
}

extension MarkdownBlock {
    /// Whether little is lost when it is shown without blocks of its own, as in a quote that can be expanded.
    fileprivate var isShownWellAsText: Bool {
        switch self {
        case .paragraph, .heading, .math: true
        case .list(let list): list.items.allSatisfy { $0.blocks.allSatisfy(\.isShownWellAsText) }
        case .code, .quote, .table, .thematicBreak: false
        }
    }
}
