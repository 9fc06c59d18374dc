import TelegramBotAPI

/// How much of ``RichMessageLimits`` something takes.
struct RichMessageSize: Equatable {
    var characters = 0
    var blocks = 0

    static func + (left: Self, right: Self) -> Self {
        Self(characters: left.characters + right.characters, blocks: left.blocks + right.blocks)
    }

    static func += (left: inout Self, right: Self) {
        left = left + right
    }
}

extension RichMessageSize {
    init(_ blocks: [InputRichBlock]) {
        self = blocks.reduce(Self()) { $0 + Self($1) }
    }

    init(_ block: InputRichBlock) {
        blocks = 1
        switch block {
        case .paragraph(let text), .heading(let text, _), .pre(let text, _), .expandableBlockquote(let text),
            .footer(let text), .thinking(let text):
            characters = text.length
        case .mathematicalExpression(let expression):
            characters = expression.utf16.count
        case .divider:
            break
        case .list(let items):
            for item in items { self += Self(item) }
        case .blockquote(let blocks):
            self += Self(blocks)
        case .details(let summary, let blocks, _):
            characters = summary.length
            self += Self(blocks)
        case .table(let table):
            for row in table.cells { self += Self(row) }
        }
    }

    init(_ item: InputRichBlockListItem) {
        self = Self(blocks: 1) + Self(item.blocks)
    }

    init(_ row: [RichBlockTableCell]) {
        self.init(characters: row.reduce(0) { $0 + ($1.text?.length ?? 0) }, blocks: 1)
    }
}
