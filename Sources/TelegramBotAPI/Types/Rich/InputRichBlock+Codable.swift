extension InputRichBlock: Codable {
    private enum Kind: String, Codable {
        case paragraph, heading, pre, divider, list, blockquote, table, details, footer, thinking
        case mathematicalExpression = "mathematical_expression"
        case expandableBlockquote = "expandable_blockquote"
    }

    private enum CodingKeys: String, CodingKey {
        case type, text, size, language, expression, items, blocks, summary
        case isOpen = "is_open"
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        func encode(_ kind: Kind, _ text: RichText? = nil) throws {
            try fields.encode(kind, forKey: .type)
            try fields.encodeIfPresent(text, forKey: .text)
        }
        switch self {
        case .paragraph(let text): try encode(.paragraph, text)
        case .heading(let text, let size):
            try encode(.heading, text)
            try fields.encode(size, forKey: .size)
        case .pre(let text, let language):
            try encode(.pre, text)
            try fields.encodeIfPresent(language, forKey: .language)
        case .divider: try encode(.divider)
        case .mathematicalExpression(let expression):
            try encode(.mathematicalExpression)
            try fields.encode(expression, forKey: .expression)
        case .list(let items):
            try encode(.list)
            try fields.encode(items, forKey: .items)
        case .blockquote(let blocks):
            try encode(.blockquote)
            try fields.encode(blocks, forKey: .blocks)
        case .expandableBlockquote(let text): try encode(.expandableBlockquote, text)
        case .table(let table):
            try encode(.table)
            try table.encode(to: encoder)
        case .details(let summary, let blocks, let isOpen):
            try encode(.details)
            try fields.encode(summary, forKey: .summary)
            try fields.encode(blocks, forKey: .blocks)
            try fields.encodeIfPresent(isOpen, forKey: .isOpen)
        case .footer(let text): try encode(.footer, text)
        case .thinking(let text): try encode(.thinking, text)
        }
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func text() throws -> RichText {
            try fields.decode(RichText.self, forKey: .text)
        }
        func blocks() throws -> [InputRichBlock] {
            try fields.decode([InputRichBlock].self, forKey: .blocks)
        }
        switch try fields.decode(Kind.self, forKey: .type) {
        case .paragraph: self = .paragraph(try text())
        case .heading: self = .heading(try text(), size: try fields.decode(Int.self, forKey: .size))
        case .pre: self = .pre(try text(), language: try fields.decodeIfPresent(String.self, forKey: .language))
        case .divider: self = .divider
        case .mathematicalExpression:
            self = .mathematicalExpression(try fields.decode(String.self, forKey: .expression))
        case .list: self = .list(try fields.decode([InputRichBlockListItem].self, forKey: .items))
        case .blockquote: self = .blockquote(try blocks())
        case .expandableBlockquote: self = .expandableBlockquote(try text())
        case .table: self = .table(try InputRichBlockTable(from: decoder))
        case .details:
            self = .details(
                summary: try fields.decode(RichText.self, forKey: .summary),
                blocks: try blocks(),
                isOpen: try fields.decodeIfPresent(Bool.self, forKey: .isOpen)
            )
        case .footer: self = .footer(try text())
        case .thinking: self = .thinking(try text())
        }
    }
}
