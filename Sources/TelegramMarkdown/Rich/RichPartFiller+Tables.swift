import TelegramBotAPI

extension RichPartFiller {
    /// As many rows of a table as fit, at least one below its header, and the rest below the same header.
    mutating func cut(_ table: InputRichBlockTable) -> (first: InputRichBlock?, rest: [InputRichBlock])? {
        used.blocks += 1
        let header = table.cells.prefix { $0.allSatisfy { $0.isHeader == true } }
        let repeated = isSmall(header) ? Array(header) : []
        var head: [[RichBlockTableCell]] = []
        var following = table.cells[...]
        while let row = following.first {
            let size = RichMessageSize(row)
            if fits(size) {
                used += size
                head.append(row)
                following.removeFirst()
                continue
            }
            if !isHalfFull, let (first, rest) = cut(row) {
                head.append(first)
                following[following.startIndex] = rest
            }
            break
        }
        guard head.count > repeated.count else { return nil }
        var (first, rest) = (table, table)
        first.cells = head
        rest.cells = repeated + following
        return (.table(first), following.isEmpty ? [] : [.table(rest)])
    }

    /// Whether a header leaves enough room below it when it is there again in each part.
    private func isSmall(_ header: ArraySlice<[RichBlockTableCell]>) -> Bool {
        let size = header.reduce(RichMessageSize()) { $0 + RichMessageSize($1) }
        return size.characters * 4 <= limits.characters && size.blocks * 4 <= limits.blocks
    }

    /// As much of each cell as fits into its share of the room, and the rest of them.
    private mutating func cut(_ row: [RichBlockTableCell]) -> ([RichBlockTableCell], [RichBlockTableCell])? {
        guard used.blocks < limits.blocks else { return nil }
        var (first, rest) = (row, row)
        var room = limits.characters - used.characters
        for (index, cell) in row.enumerated() {
            let share = room / (row.count - index)
            let text = cell.text?.withoutFormulas(longerThan: limits.characters)
            let (head, tail) = share < 2 ? (nil, text) : text?.cut(at: share, .words) ?? (nil, nil)
            first[index].text = head ?? ""
            rest[index].text = tail ?? ""
            room -= head?.length ?? 0
        }
        let size = RichMessageSize(first)
        guard size.characters > 0 else { return nil }
        used += size
        return (first, rest)
    }
}
