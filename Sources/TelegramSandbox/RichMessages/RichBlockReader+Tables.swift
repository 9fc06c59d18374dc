extension RichBlockReader {
    mutating func table(_ object: RichObject, level: Int) throws(Refusal) -> SandboxRichTable {
        try object.allow(["cells", "is_bordered", "is_striped", "is_compact", "caption"])
        var table = SandboxRichTable(
            rows: [],
            caption: try optionalText(object, "caption", level: level),
            isBordered: try object.bool("is_bordered") ?? false,
            isStriped: try object.bool("is_striped") ?? false,
            isCompact: try object.bool("is_compact") ?? false
        )
        for row in try object.neededArray("cells") {
            guard let elements = row.array else { throw object.refusal("expected an Array of table cells") }
            blockCount += 1
            levels = max(levels, level + 2)
            var cells: [SandboxRichTable.Cell] = []
            for element in elements { cells.append(try cell(element, level: level + 2)) }
            columns = max(columns, cells.map(\.columns).reduce(0, +))
            if cells.isEmpty { lacksContent = true }
            table.rows.append(cells)
        }
        if table.rows.isEmpty { lacksContent = true }
        return table
    }

    private mutating func cell(_ json: JSON, level: Int) throws(Refusal) -> SandboxRichTable.Cell {
        guard json.members != nil else { throw .badRequest("richBlockTableCell must be an object") }
        let object = RichObject(json, kind: Self.kind)
        try object.allow(["text", "is_header", "colspan", "rowspan", "align", "valign"])
        let alignment = try object.neededString("align")
        guard ["left", "center", "right"].contains(alignment) else {
            throw .badRequest("invalid horizontal alignment specified")
        }
        let verticalAlignment = try object.neededString("valign")
        guard ["top", "middle", "bottom"].contains(verticalAlignment) else {
            throw .badRequest("invalid vertical alignment specified")
        }
        let columns = try object.integer("colspan") ?? 1
        guard 0...Int64(RichMessage.mostColumns) ~= columns else {
            throw .badRequest("invalid table cell colspan specified")
        }
        let rows = try object.integer("rowspan") ?? 1
        guard 0...Int64(RichMessage.mostBlocks) ~= rows else {
            throw .badRequest("invalid table cell rowspan specified")
        }
        return SandboxRichTable.Cell(
            // An empty cell is a cell.
            text: try optionalText(object, "text", level: level, mayBeBlank: true),
            isHeader: try object.bool("is_header") ?? false,
            columns: max(1, Int(columns)),
            rows: max(1, Int(rows)),
            alignment: alignment,
            verticalAlignment: verticalAlignment
        )
    }
}
