extension TextComposer {
    /// - Parameter isTight: Whether the blocks follow each other line by line, as in a list without blank lines.
    mutating func append(_ blocks: [MarkdownBlock], isTight: Bool) {
        var previous: MarkdownBlock?
        for block in blocks {
            append(block, after: previous, isTight: isTight)
            previous = block
        }
    }

    mutating func append(_ block: MarkdownBlock, after previous: MarkdownBlock?, isTight: Bool = false) {
        if let previous { breakLine(isTight || previous.isAttached(to: block) ? 1 : 2) }
        append(block)
    }

    private mutating func append(_ block: MarkdownBlock) {
        switch block {
        case .paragraph(let content): append(content)
        case .heading(_, let content): append(in: EntityType.bold) { $0.append(content) }
        case .code(let code, let language): appendBlock(code, language: language)
        case .quote(let blocks): appendQuote { $0.append(blocks, isTight: false) }
        case .list(let list): append(list)
        case .table(let table): append(table)
        case .math(let latex):
            if let text = LaTeX.readable(latex), !text.isBlank {
                append(text)
            } else {
                appendBlock(latex, language: "latex")
            }
        case .thematicBreak: append("———")
        }
    }

    private mutating func append(_ list: MarkdownList) {
        if list.start == nil { bulletDepth += 1 }
        for (index, item) in list.items.enumerated() {
            if index > 0 { breakLine(list.isTight ? 1 : 2) }
            append(item, number: list.start.map { $0 &+ index }, isTight: list.isTight)
        }
        if list.start == nil { bulletDepth -= 1 }
    }

    private mutating func append(_ item: MarkdownList.Item, number: Int?, isTight: Bool) {
        let box = item.isChecked.map { $0 ? "☑" : "☐" }
        let marks = [number.map { "\($0)." } ?? (box == nil ? bullet : nil), box]
        let marker = marks.compactMap(\.self).joined(separator: " ")
        append(marker + " ")
        // A space is narrower than a digit in Telegram's font: two do for a letter, and one more for what is between.
        let width = number.map { String($0).count * 2 + 2 } ?? 3
        indent(by: String(repeating: " ", count: min(width, 12))) { composer in
            if let first = item.blocks.first, !first.fitsBehindMarker { composer.breakLine() }
            composer.append(item.blocks, isTight: isTight)
        }
    }

    private var bullet: String {
        switch bulletDepth {
        case ...1: "•"
        case 2: "◦"
        default: "▪"
        }
    }
}

extension MarkdownBlock {
    /// Whether no blank line is between it and the next block.
    fileprivate func isAttached(to next: MarkdownBlock) -> Bool {
        switch (self, next) {
        // Small headings are titles of what follows, and models write many of them.
        case (.heading(let level, _), .paragraph), (.heading(let level, _), .list): level >= 3
        default: false
        }
    }

    /// Whether it begins in the line of a list's marker.
    fileprivate var fitsBehindMarker: Bool {
        switch self {
        case .paragraph, .heading, .thematicBreak: true
        case .math(let latex): LaTeX.readable(latex) != nil
        case .code, .quote, .list, .table: false
        }
    }
}
