/// Reads JSON text (RFC 8259), all of it or nothing.
struct JSONParser {
    struct Failure: Error {
        var offset: Int
    }

    /// How deep values may nest; a hostile text must not overflow the stack.
    static let maximumDepth = 200

    private let bytes: [UInt8]
    private var position = 0

    static func parse(_ text: String) throws -> JSON {
        try parse(Array(text.utf8))
    }

    static func parse(_ bytes: [UInt8]) throws -> JSON {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.failure }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var failure: Failure { Failure(offset: position) }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard let byte = current, byte == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws {
        guard accept(character) else { throw failure }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws -> JSON {
        for offset in 0..<word.utf8CodeUnitCount {
            guard let byte = current, byte == word.utf8Start[offset] else { throw failure }
            position += 1
        }
        return value
    }

    private mutating func value(depth: Int) throws -> JSON {
        guard depth < Self.maximumDepth else { throw failure }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", true)
        case UInt8(ascii: "f"): return try word("false", false)
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws -> JSON {
        try expect("{")
        var members: [JSON.Member] = []
        skipSpace()
        if accept("}") { return .object(members) }
        repeat {
            skipSpace()
            let name = try string()
            skipSpace()
            try expect(":")
            members.append(JSON.Member(name: name, value: try value(depth: depth + 1)))
            skipSpace()
        } while accept(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array(depth: Int) throws -> JSON {
        try expect("[")
        var elements: [JSON] = []
        skipSpace()
        if accept("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipSpace()
        } while accept(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func number() throws -> JSON {
        let start = position
        _ = accept("-")
        let whole = position
        try digits()
        // A leading zero stands alone.
        guard bytes[whole] != UInt8(ascii: "0") || position == whole + 1 else { throw failure }
        var isInteger = true
        if accept(".") {
            isInteger = false
            try digits()
        }
        if accept("e") || accept("E") {
            isInteger = false
            if !accept("+") { _ = accept("-") }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text) else { throw failure }
        return .number(value)
    }

    private mutating func digits() throws {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw failure }
    }

    private mutating func string() throws -> String {
        try expect("\"")
        var result: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: result, as: UTF8.self) else { throw failure }
                return text
            case UInt8(ascii: "\\"): result.append(contentsOf: try escape().utf8)
            case 0..<0x20: throw failure
            default: result.append(byte)
            }
        }
        throw failure
    }

    private mutating func escape() throws -> String {
        guard let byte = current else { throw failure }
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw failure
        }
    }

    private mutating func unicodeEscape() throws -> String {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return String(Character(scalar)) }
        // Half of a surrogate pair: the other half must follow.
        try expect("\\")
        try expect("u")
        let second = try codeUnit()
        guard UTF16.isLeadSurrogate(first), UTF16.isTrailSurrogate(second) else { throw failure }
        return String(decoding: [first, second], as: UTF16.self)
    }

    private mutating func codeUnit() throws -> UInt16 {
        guard position + 4 <= bytes.count,
            bytes[position..<position + 4].allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let unit = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw failure }
        position += 4
        return unit
    }
}
