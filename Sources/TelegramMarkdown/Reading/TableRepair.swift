/// Keeps what GFM drops of a table: the cells of a row that its header has no columns for.
///
/// Most often such a row has a bare pipe in code, which is taken for the code's; the last cell gets what is over then.
struct TableRepair {
    let source: MarkdownSource
    let tree: CMarkTree
    /// What to write for a pipe that is no cell's end.
    let pipe: () -> [UInt8]

    func edits() -> [MarkdownSource.Edit] {
        var edits: [MarkdownSource.Edit] = []
        for table in tree.root.descendants where table.kind == .table {
            let columns = table.columnCount
            for row in table.children.dropFirst() {
                guard let line = row.firstLine, source.lines.indices.contains(line) else { continue }
                edits += repair(source.content(ofLine: line), columns: columns)
            }
        }
        return edits
    }

    private func repair(_ line: Range<Int>, columns: Int) -> [MarkdownSource.Edit] {
        let separators = separators(in: line)
        let excess = separators.count + 1 - columns
        guard excess > 0 else { return [] }
        let code = separators.filter { isInCode($0, in: line) }
        var chosen = Set(code.prefix(excess))
        for separator in separators.reversed() where chosen.count < excess { chosen.insert(separator) }
        return chosen.sorted().map { MarkdownSource.Edit($0..<$0 + 1, pipe()) }
    }

    /// The pipes between cells.
    private func separators(in line: Range<Int>) -> [Int] {
        let bytes = source.bytes
        guard let start = line.first(where: { !bytes[$0].isBlank && bytes[$0] != .greaterThan }),
            let last = line.last(where: { !bytes[$0].isSpace })
        else { return [] }
        return line.filter { offset in
            bytes[offset] == .pipe && offset != start && offset != last && bytes[offset - 1] != .backslash
        }
    }

    private func isInCode(_ offset: Int, in line: Range<Int>) -> Bool {
        let before = source.bytes[line.lowerBound..<offset].count { $0 == .backtick }
        return !before.isMultiple(of: 2) && source.bytes[offset..<line.upperBound].contains(.backtick)
    }
}
