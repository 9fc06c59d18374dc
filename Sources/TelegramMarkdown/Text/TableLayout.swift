/// A table drawn in a monospaced font.
///
///     Name   │ Age
///     ───────┼────
///     Анна   │  31
struct TableLayout {
    private var header: [String]
    private var rows: [[String]]
    private var alignments: [MarkdownTable.Alignment?]
    private var widths: [Int]

    init(_ table: MarkdownTable) {
        let columns = table.rows.reduce(table.header.count) { max($0, $1.count) }
        func texts(_ row: [MarkdownTable.Cell]) -> [String] {
            (0..<columns).map { $0 < row.count ? row[$0].plainText.replacing("\t", with: " ") : "" }
        }
        header = texts(table.header)
        rows = table.rows.map(texts)
        alignments = (0..<columns).map { $0 < table.alignments.count ? table.alignments[$0] : nil }
        widths = [Int](repeating: 0, count: columns)
        for row in [header] + rows {
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.displayWidth) }
        }
    }

    /// In cells of a monospaced font.
    var width: Int { widths.reduce(0, +) + 3 * max(widths.count - 1, 0) }

    var text: String {
        var lines = rows.map(line)
        // What goes on after a cut has no header; no row of blanks stands for it.
        if header.contains(where: { !$0.isBlank }) {
            lines.insert(contentsOf: [line(header), rule], at: 0)
        }
        return lines.joined(separator: "\n")
    }

    private var rule: String {
        widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
    }

    private func line(_ cells: [String]) -> String {
        zip(cells, zip(widths, alignments)).map { cell, column in
            let room = column.0 - cell.displayWidth
            let before =
                switch column.1 {
                case .right: room
                case .center: room / 2
                case .left, nil: 0
                }
            return String(repeating: " ", count: before) + cell + String(repeating: " ", count: room - before)
        }
        .joined(separator: " │ ")
        .trimmingTrailingBlanks()
    }
}
