extension RichText: Codable {
    private enum Kind: String, Codable {
        case bold, italic, underline, strikethrough, spoiler, code, url
        case mathematicalExpression = "mathematical_expression"
    }

    private enum CodingKeys: String, CodingKey {
        case type, text, expression, url
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .plain(let string):
            var container = encoder.singleValueContainer()
            try container.encode(string)
        case .array(let texts):
            var container = encoder.singleValueContainer()
            try container.encode(texts)
        case .bold(let text): try Self.encode(.bold, text, to: encoder)
        case .italic(let text): try Self.encode(.italic, text, to: encoder)
        case .underline(let text): try Self.encode(.underline, text, to: encoder)
        case .strikethrough(let text): try Self.encode(.strikethrough, text, to: encoder)
        case .spoiler(let text): try Self.encode(.spoiler, text, to: encoder)
        case .code(let text): try Self.encode(.code, text, to: encoder)
        case .mathematicalExpression(let expression):
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(Kind.mathematicalExpression, forKey: .type)
            try fields.encode(expression, forKey: .expression)
        case .url(let text, let url):
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(Kind.url, forKey: .type)
            try fields.encode(text, forKey: .text)
            try fields.encode(url, forKey: .url)
        }
    }

    private static func encode(_ kind: Kind, _ text: RichText, to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(kind, forKey: .type)
        try fields.encode(text, forKey: .text)
    }

    public init(from decoder: any Decoder) throws {
        guard let fields = try? decoder.container(keyedBy: CodingKeys.self) else {
            let container = try decoder.singleValueContainer()
            if let string = try? container.decode(String.self) {
                self = .plain(string)
            } else {
                self = .array(try container.decode([RichText].self))
            }
            return
        }
        func text() throws -> RichText {
            try fields.decode(RichText.self, forKey: .text)
        }
        switch try fields.decode(Kind.self, forKey: .type) {
        case .bold: self = .bold(try text())
        case .italic: self = .italic(try text())
        case .underline: self = .underline(try text())
        case .strikethrough: self = .strikethrough(try text())
        case .spoiler: self = .spoiler(try text())
        case .code: self = .code(try text())
        case .mathematicalExpression:
            self = .mathematicalExpression(try fields.decode(String.self, forKey: .expression))
        case .url: self = .url(try text(), url: try fields.decode(String.self, forKey: .url))
        }
    }
}
