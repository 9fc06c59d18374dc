extension UTF16.CodeUnit {
    static let newline: UTF16.CodeUnit = 0x0A
    static let space: UTF16.CodeUnit = 0x20

    /// White space, and the control characters that Telegram turns into spaces.
    var isBlank: Bool {
        switch self {
        case 0...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}

extension [UTF16.CodeUnit] {
    /// The part of a range that is left without the white space at its ends; empty where there is nothing else.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let last = range.last, self[last].isBlank { range = range.lowerBound..<last }
        while let first = range.first, self[first].isBlank { range = first + 1..<range.upperBound }
        return range
    }
}

extension Unicode.Scalar {
    /// Whether it leaves a mark on the screen. Telegram takes a text without any for an empty one.
    var isVisible: Bool {
        switch value {
        case 0...0x20, 0x7F...0x9F, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2800, 0xFEFF, 0xFFFC:
            false
        default: !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
        }
    }
}
