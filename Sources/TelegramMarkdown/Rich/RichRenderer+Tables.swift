import TelegramBotAPI

extension RichRenderer {
    /// A table whose rows are filled up to the widest one; several if it has more columns than one may have, each with the
    /// next of them.
    func tables(_ table: MarkdownTable, level: Int) -> [InputRichBlock] {
        let columns = table.rows.reduce(table.header.count) { max($0, $1.count) }
        func cells(_ row: [MarkdownTable.Cell], isHeader: Bool) -> [RichBlockTableCell] {
            (0..<columns).map { column in
                let alignment = column < table.alignments.count ? table.alignments[column] : nil
                let text = column < row.count ? text(row[column], level: level + 3) : nil
                return RichBlockTableCell(
                    // A cell without a text is not drawn at all; an empty one is.
                    text: text ?? "",
                    isHeader: isHeader ? true : nil,
                    align: RichBlockTableCell.Alignment(alignment)
                )
            }
        }
        let header = table.header.isEmpty ? [] : [cells(table.header, isHeader: true)]
        let rows = header + table.rows.map { cells($0, isHeader: false) }
        return stride(from: 0, to: columns, by: limits.tableColumns).map { first in
            let shown = first..<min(first + limits.tableColumns, columns)
            return .table(InputRichBlockTable(cells: rows.map { Array($0[shown]) }, isBordered: true))
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
