/// The bytes of a text with markup, and how far it is read.
struct HTMLSource {
    private let bytes: [UInt8]
    /// In bytes from the start.
    private(set) var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }
    var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

    mutating func advance(_ count: Int = 1) { position = min(position + count, bytes.count) }

    mutating func skipSpace() {
        while let current, Self.isSpace(current) { position += 1 }
    }

    /// What comes next as long as its bytes are of a kind.
    mutating func read(while fits: (UInt8) -> Bool) -> String {
        let start = position
        while let current, fits(current) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// What comes next up to something that means anything.
    mutating func readText(upTo quote: UInt8 = UInt8(ascii: "<")) -> String {
        read { $0 != quote && $0 != UInt8(ascii: "&") }
    }

    /// A reference to a character, like `&lt;` or `&#60;`, or the `&` of what is none.
    mutating func readReference() -> String {
        let start = position
        advance()
        if let scalar = current == UInt8(ascii: "#") ? readNumber() : readName() {
            if current == UInt8(ascii: ";") { advance() }
            return String(scalar)
        }
        position = start + 1
        return "&"
    }

    private mutating func readNumber() -> Unicode.Scalar? {
        advance()
        let isHexadecimal = current == UInt8(ascii: "x") || current == UInt8(ascii: "X")
        if isHexadecimal { advance() }
        let digits = read { isHexadecimal ? Self.isHexDigit($0) : (0x30...0x39).contains($0) }
        guard let number = UInt32(digits, radix: isHexadecimal ? 16 : 10), number > 0 else { return nil }
        return Unicode.Scalar(number)
    }

    private mutating func readName() -> Unicode.Scalar? {
        switch read(while: { Self.isLetter($0) }) {
        case "lt": "<"
        case "gt": ">"
        case "amp": "&"
        case "quot": "\""
        default: nil
        }
    }

    static func isSpace(_ byte: UInt8) -> Bool { [0x09, 0x0A, 0x0B, 0x0D, 0x20, 0x00].contains(byte) }
    static func isTokenByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
