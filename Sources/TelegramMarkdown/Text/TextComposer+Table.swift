extension TextComposer {
    /// The widest table that is drawn, in cells of a monospaced font.
    ///
    /// A wider one would be wrapped even on a desktop; it is written row by row instead.
    static let widestTable = 60

    mutating func append(_ table: MarkdownTable) {
        let layout = TableLayout(table)
        if layout.width <= Self.widestTable {
            appendBlock(layout.text)
        } else if table.rows.isEmpty {
            append(in: EntityType.bold) { composer in
                composer.append(table.header.map(\.plainText).filter { !$0.isBlank }.joined(separator: " · "))
            }
        } else {
            appendRows(of: table)
        }
    }

    /// Each row as an item with a line for each cell, after what the header says of its column.
    private mutating func appendRows(of table: MarkdownTable) {
        for (index, row) in table.rows.enumerated() {
            if index > 0 { breakLine(row.count > 2 ? 2 : 1) }
            append("• ")
            indent(by: "   ") { composer in
                var isFirst = true
                for (column, cell) in row.enumerated() where !cell.plainText.isBlank {
                    if !isFirst { composer.breakLine() }
                    let title = column < table.header.count ? table.header[column] : []
                    if !title.plainText.isBlank { composer.append("\(title.plainText): ") }
                    if isFirst {
                        composer.append(in: EntityType.bold) { $0.append(cell.inOneLine) }
                    } else {
                        composer.append(cell.inOneLine)
                    }
                    isFirst = false
                }
            }
        }
    }
}

extension MarkdownTable.Cell {
    fileprivate var inOneLine: [MarkdownInline] {
        map { inline in
            switch inline {
            case .softBreak, .lineBreak: .text(" ")
            default: inline
            }
        }
    }
}
