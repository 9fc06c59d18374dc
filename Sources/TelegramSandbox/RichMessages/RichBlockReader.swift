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
    var blockCount = 0
    var levels = 0
    var columns = 0
    var lacksContent = false
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

    /// - Parameter level: that of what the text belongs to.
    mutating func text(
        _ object: RichObject,
        _ name: String = "text",
        level: Int,
        mayBeBlank: Bool = false
    ) throws(Refusal) -> SandboxRichText {
        let text = try texts.text(object.needed(name), level: level + 1)
        need(text.text, mayBeBlank: mayBeBlank)
        return text
    }

    mutating func optionalText(
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
