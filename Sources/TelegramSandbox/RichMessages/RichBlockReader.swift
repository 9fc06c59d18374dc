/// Reads the blocks of a rich message, and counts what is limited.
///
/// How Telegram counts levels is not written down. Here blocks and the formatting in their texts count together, and an item of a list or
/// a row of a table is a level, too: no other way counts more.
///
/// What can't be read is refused at once, and what is too much only at the end: at Telegram another server looks at it.
struct RichBlockReader {
    static let kind = "InputRichBlock"
    private static let unsupported: Set<String> = [
        "collage", "slideshow", "map", "buttons", "animation", "audio", "document", "photo", "video", "voice_note",
    ]

    let isDraft: Bool
    var texts = RichTextReader()
    private var blockCount = 0
    private var levels = 0
    private var columns = 0
    private var lacksContent = false
    private var isEmpty = true

    init(isDraft: Bool) {
        self.isDraft = isDraft
    }

    func checkLimits() throws(Refusal) {
        if levels > RichMessage.mostLevels || texts.levels > RichMessage.mostLevels {
            throw .badRequest("RICH_MESSAGE_DEPTH_INVALID")
        }
        if blockCount > RichMessage.mostBlocks { throw .badRequest("RICH_MESSAGE_BLOCKS_TOO_MANY") }
        if texts.length > RichMessage.longest { throw .badRequest("RICH_MESSAGE_TEXT_TOO_LONG") }
        if columns > RichMessage.mostColumns { throw .badRequest("RICH_MESSAGE_TABLE_COLS_TOO_MANY") }
        if texts.hasInvalidURL { throw .badRequest("RICH_MESSAGE_URL_INVALID") }
        if lacksContent { throw .badRequest("RICH_MESSAGE_CONTENT_REQUIRED") }
        if isEmpty { throw .badRequest("RICH_MESSAGE_EMPTY") }
    }

    /// - Parameter mayBeBlank: paragraphs without text are allowed, as Telegram itself puts them into empty list items.
    mutating func blocks(_ elements: [JSON], level: Int = 1, mayBeBlank: Bool = false) throws(Refusal)
        -> [SandboxRichBlock]
    {
        if elements.isEmpty { lacksContent = true }
        var blocks: [SandboxRichBlock] = []
        for element in elements {
            guard element.members != nil else { throw .badRequest("object expected as InputRichMessageBlock") }
            blocks.append(try block(RichObject(element, kind: Self.kind), level: level, mayBeBlank: mayBeBlank))
        }
        return blocks
    }

    private mutating func block(_ object: RichObject, level: Int, mayBeBlank: Bool) throws(Refusal)
        -> SandboxRichBlock
    {
        levels = max(levels, level)
        blockCount += 1
        let type = try object.neededString("type")
        guard !Self.unsupported.contains(type) else {
            throw .badRequest("the sandbox does not support rich blocks of type \"\(type)\"")
        }
        switch type {
        case "paragraph":
            try object.allow(["text"])
            return .paragraph(try text(object, level: level, mayBeBlank: mayBeBlank))
        case "heading":
            try object.allow(["text", "size"])
            let size = try object.neededInteger("size")
            guard 1...6 ~= size else { throw .badRequest("invalid section heading size specified") }
            return .heading(try text(object, level: level), size: Int(size))
        case "pre":
            try object.allow(["text", "language"])
            return .preformatted(try text(object, level: level), language: try object.string("language"))
        case "footer":
            try object.allow(["text"])
            return .footer(try text(object, level: level))
        case "divider":
            try object.allow([])
            return .divider
        case "mathematical_expression":
            try object.allow(["expression"])
            let expression = try texts.text(.string(object.neededString("expression")), level: level + 1).text
            need(expression)
            return .mathematicalExpression(expression)
        case "anchor":
            try object.allow(["name"])
            return .anchor(name: try object.neededString("name"))
        case "thinking":
            guard isDraft else { throw .badRequest("thinking blocks can be used only in rich message drafts") }
            try object.allow(["text"])
            return .thinking(try text(object, level: level))
        default: return try composite(type, object, level: level)
        }
    }

    private mutating func composite(_ type: String, _ object: RichObject, level: Int) throws(Refusal)
        -> SandboxRichBlock
    {
        switch type {
        case "blockquote":
            try object.allow(["blocks", "credit"])
            let blocks = try blocks(object.neededArray("blocks"), level: level + 1)
            return .quotation(blocks, credit: try optionalText(object, "credit", level: level))
        case "expandable_blockquote":
            try object.allow(["text", "credit"])
            return .expandableQuotation(
                try text(object, level: level),
                credit: try optionalText(object, "credit", level: level)
            )
        case "pullquote":
            try object.allow(["text", "credit"])
            return .pullQuotation(
                try text(object, level: level),
                credit: try optionalText(object, "credit", level: level)
            )
        case "details":
            try object.allow(["summary", "blocks", "is_open"])
            let summary = try text(object, "summary", level: level)
            let blocks = try blocks(object.neededArray("blocks"), level: level + 1)
            return .details(summary: summary, blocks, isOpen: try object.bool("is_open") ?? false)
        case "list":
            try object.allow(["items"])
            return .list(try items(object.neededArray("items"), level: level))
        case "table": return .table(try table(object, level: level))
        default: throw object.refusal("type \"\(type)\" is unsupported")
        }
    }

    private mutating func items(_ elements: [JSON], level: Int) throws(Refusal) -> [SandboxRichListItem] {
        guard !elements.isEmpty else { throw .badRequest("list must be non-empty") }
        var items: [SandboxRichListItem] = []
        for (index, element) in elements.enumerated() {
            guard element.members != nil else { throw .badRequest("object expected as InputRichBlockListItem") }
            let object = RichObject(element, kind: "InputRichBlockListItem")
            try object.allow(["blocks", "has_checkbox", "is_checked", "value", "type"])
            let type = try object.string("type")
            guard type.map({ ["a", "A", "i", "I", "1"].contains($0) }) ?? true else {
                throw .badRequest("invalid list item type specified")
            }
            // Telegram takes it for an item of an unordered list, and shows no number.
            if try object.integer("value") != nil, type == nil { throw object.refusal("\"value\" without \"type\"") }
            let hasCheckbox = try object.bool("has_checkbox") ?? false
            let isChecked = try object.bool("is_checked") ?? false
            blockCount += 1
            items.append(
                SandboxRichListItem(
                    label: RichListLabel.text(of: element, at: index),
                    isChecked: hasCheckbox ? isChecked : nil,
                    blocks: try blocks(object.neededArray("blocks"), level: level + 2, mayBeBlank: true)
                )
            )
        }
        let bullets = items.count { $0.label == "•" }
        guard bullets == 0 || bullets == items.count else {
            throw .badRequest("list must be either ordered or unordered")
        }
        return items
    }

    private mutating func table(_ object: RichObject, level: Int) throws(Refusal) -> SandboxRichTable {
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

    /// - Parameter level: that of what the text belongs to.
    private mutating func text(
        _ object: RichObject,
        _ name: String = "text",
        level: Int,
        mayBeBlank: Bool = false
    ) throws(Refusal) -> SandboxRichText {
        let text = try texts.text(object.needed(name), level: level + 1)
        need(text.text, mayBeBlank: mayBeBlank)
        return text
    }

    private mutating func optionalText(
        _ object: RichObject,
        _ name: String,
        level: Int,
        mayBeBlank: Bool = false
    ) throws(Refusal) -> SandboxRichText? {
        object.json[name] == nil ? nil : try text(object, name, level: level, mayBeBlank: mayBeBlank)
    }

    private mutating func need(_ text: String, mayBeBlank: Bool = false) {
        if text.unicodeScalars.contains(where: { !FormattedText.isInvisible($0) }) {
            isEmpty = false
        } else if !mayBeBlank {
            lacksContent = true
        }
    }
}
