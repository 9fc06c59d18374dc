import TelegramBotAPI

extension RichRenderer {
    /// A table; several if it has more columns than one may have, each with the next of them.
    func tables(_ table: MarkdownTable, level: Int) -> [InputRichBlock] {
        let header = table.header.isEmpty ? [] : [cells(table.header, of: table, isHeader: true, level: level)]
        let rows = header + table.rows.map { cells($0, of: table, isHeader: false, level: level) }
        let columns = rows.map(\.count).max() ?? 0
        return stride(from: 0, to: columns, by: limits.tableColumns).map { first in
            let shown = first..<min(first + limits.tableColumns, columns)
            return .table(InputRichBlockTable(cells: rows.map { Array($0[shown]) }, isBordered: true))
        }
    }

    /// A row, filled up to the width of the widest one.
    private func cells(
        _ row: [MarkdownTable.Cell],
        of table: MarkdownTable,
        isHeader: Bool,
        level: Int
    ) -> [RichBlockTableCell] {
        let columns = table.rows.reduce(table.header.count) { max($0, $1.count) }
        return (0..<columns).map { column in
            let alignment = column < table.alignments.count ? table.alignments[column] : nil
            // A cell without a text is not drawn at all; an empty one is.
            let text = column < row.count ? text(row[column], level: level + 3) : nil
            return RichBlockTableCell(
                text: text ?? "",
                isHeader: isHeader ? true : nil,
                align: RichBlockTableCell.Alignment(alignment)
            )
        }
    }
}

extension RichBlockTableCell.Alignment {
    fileprivate init(_ alignment: MarkdownTable.Alignment?) {
        self =
            switch alignment {
            case .left, nil: .left
            case .center: .center
            case .right: .right
            }
    }
}
