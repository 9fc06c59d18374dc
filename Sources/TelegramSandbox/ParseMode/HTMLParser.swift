/// Reads the HTML of `parse_mode`; what it takes and what it says of the rest is from `parse_html` of TDLib.
struct HTMLParser {
    /// A tag that is open.
    private struct Open {
        var tag: Substring
        var argument: String
        /// Where its content begins, in UTF-16 code units of the text.
        var start: Int
    }

    private static let tags: Set<String> = [
        "a", "b", "strong", "i", "em", "s", "strike", "del", "u", "ins", "tg-spoiler", "tg-emoji", "tg-time", "span",
        "pre",
        "code", "blockquote",
    ]
    private static let types = [
        "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "s": "strikethrough", "strike": "strikethrough",
        "del": "strikethrough", "u": "underline", "ins": "underline", "tg-spoiler": "spoiler", "span": "spoiler",
    ]

    private let user: (Int64) -> JSON?
    private var source: HTMLSource
    private var text = ""
    private var length = 0
    private var open: [Open] = []
    private var entities: [(entity: JSON, start: Int, length: Int)] = []

    init(_ text: String, user: @escaping (Int64) -> JSON?) {
        source = HTMLSource(text)
        self.user = user
    }

    mutating func parse() throws(Refusal) -> ParsedText {
        while let byte = source.current {
            switch byte {
            case UInt8(ascii: "&"): append(source.readReference())
            case UInt8(ascii: "<"):
                if source.next == UInt8(ascii: "/") { try readEnd() } else { try readStart() }
            default: append(source.readText())
            }
        }
        if let last = open.last { throw problem("Can't find end tag corresponding to start tag \"\(last.tag)\"") }
        return ParsedText(text: text, entities: entities.map(\.entity))
    }

    private mutating func append(_ piece: String) {
        text += piece
        length += piece.utf16.count
    }

    private mutating func readStart() throws(Refusal) {
        let start = source.position
        source.advance()
        let tag = source.read { !HTMLSource.isSpace($0) && $0 != UInt8(ascii: ">") }.lowercased()
        guard source.current != nil else { throw problem("Unclosed start tag at byte offset \(start)") }
        guard Self.tags.contains(tag) else {
            throw problem("Unsupported start tag \"\(tag)\" at byte offset \(start)")
        }
        var attributes: [String: String] = [:]
        while true {
            source.skipSpace()
            guard let byte = source.current else { throw problem("Unclosed start tag at byte offset \(start)") }
            if byte == UInt8(ascii: ">") { break }
            let name = source.read {
                !HTMLSource.isSpace($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
                    && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'")
            }
            guard !name.isEmpty else {
                throw problem("Empty attribute name in the tag \"\(tag)\" at byte offset \(start)")
            }
            attributes[name.lowercased()] = try readValue(start)
        }
        source.advance()
        if tag == "span", attributes["class"] != "tg-spoiler" {
            throw problem("Tag \"span\" must have class \"tg-spoiler\" at byte offset \(start)")
        }
        open.append(Open(tag: tag[...], argument: Self.argument(tag, attributes), start: length))
    }

    /// The value of an attribute; empty where it has none.
    private mutating func readValue(_ start: Int) throws(Refusal) -> String {
        source.skipSpace()
        guard source.current == UInt8(ascii: "=") else { return "" }
        source.advance()
        source.skipSpace()
        guard let quote = source.current else { throw problem("Unclosed start tag at byte offset \(start)") }
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let token = source.read { HTMLSource.isTokenByte($0) }
            guard let end = source.current, HTMLSource.isSpace(end) || end == UInt8(ascii: ">") else {
                throw problem("Unexpected end of name token at byte offset \(source.position)")
            }
            return token.lowercased()
        }
        source.advance()
        var value = ""
        while let byte = source.current, byte != quote {
            value += byte == UInt8(ascii: "&") ? source.readReference() : source.readText(upTo: quote)
        }
        guard source.current == quote else { throw problem("Unclosed start tag at byte offset \(start)") }
        source.advance()
        return value
    }

    private static func argument(_ tag: String, _ attributes: [String: String]) -> String {
        switch tag {
        case "a": attributes["href"] ?? ""
        case "code":
            attributes["class"].flatMap { $0.hasPrefix("language-") ? String($0.dropFirst("language-".count)) : nil }
                ?? ""
        case "tg-emoji": attributes["emoji-id"] ?? ""
        case "tg-time": attributes["unix"] ?? ""
        case "blockquote": attributes["expandable"] == nil ? "" : "expandable"
        default: ""
        }
    }

    private mutating func readEnd() throws(Refusal) {
        let start = source.position
        guard let tag = open.popLast() else { throw problem("Unexpected end tag at byte offset \(start)") }
        source.advance(2)
        let name = source.read { !HTMLSource.isSpace($0) && $0 != UInt8(ascii: ">") }.lowercased()
        source.skipSpace()
        guard source.current == UInt8(ascii: ">") else { throw problem("Unclosed end tag at byte offset \(start)") }
        source.advance()
        guard name.isEmpty || name == tag.tag else {
            throw problem(
                "Unmatched end tag at byte offset \(start), expected \"</\(tag.tag)>\", found \"</\(name)>\""
            )
        }
        if length > tag.start { add(tag) }
    }

    private mutating func add(_ tag: Open) {
        let size = length - tag.start
        func entity(_ type: String, _ more: JSON = [:]) -> JSON {
            let json: JSON = ["type": .string(type), "offset": .integer(tag.start), "length": .integer(size)]
            return json.adding(more)
        }
        let result: JSON?
        switch tag.tag {
        case "a": result = link(tag).map { entity($0.type, $0.more) }
        case "pre":
            // Code in it with a language says what language it is in.
            var language: JSON = [:]
            if let inner = entities.last, inner.start == tag.start, inner.length == size,
                inner.entity["type"] == "code"
            {
                entities.removeLast()
                if let name = inner.entity["language"] { language = ["language": name] }
            }
            result = entity("pre", language)
        case "code":
            result = entity("code", tag.argument.isEmpty ? [:] : ["language": .string(tag.argument)])
        case "blockquote": result = entity(tag.argument.isEmpty ? "blockquote" : "expandable_blockquote")
        case "tg-emoji": result = entity("custom_emoji", ["custom_emoji_id": .string(tag.argument)])
        case "tg-time":
            result = Int64(tag.argument).map { entity("date_time", ["unix_time": .integer($0)]) }
        default: result = Self.types[String(tag.tag)].map { entity($0) }
        }
        if let result { entities.append((result, tag.start, size)) }
    }

    private func link(_ tag: Open) -> (type: String, more: JSON)? {
        var url = tag.argument
        if url.isEmpty { url = String(decoding: Array(text.utf16)[tag.start...], as: UTF16.self) }
        if let id = url.wholeMatch(of: /tg:\/\/user\/?\?id=(\d+)/.ignoresCase()).flatMap({ Int64($0.1) }) {
            return user(id).map { ("text_mention", ["user": $0]) }
        }
        return LinkTarget.isLink(url) ? ("text_link", ["url": .string(url)]) : nil
    }

    private func problem(_ text: String) -> Refusal { .badRequest("can't parse entities: \(text)") }
}
