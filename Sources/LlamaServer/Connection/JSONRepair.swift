import Foundation

extension JSONValue {
    /// JSON that may have text in it that can't be read: a character that the server cut in two, or sent raw.
    ///
    /// Foundation refuses all of a document for one half of a surrogate pair or one byte that is no UTF-8; here such a place
    /// becomes U+FFFD, and a raw control character stays itself. `nil` for what is not JSON even so.
    init?(repairing bytes: [UInt8]) {
        // Repairing takes time, and hardly any event needs it.
        if let value = JSONValue(Data(bytes)) ?? JSONValue(Data(Self.repaired(bytes))) {
            self = value
        } else {
            return nil
        }
    }

    private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var isInString = false
        var index = 0
        while index < text.count {
            let byte = text[index]
            var length = 1
            if byte == UInt8(ascii: "\"") {
                isInString.toggle()
            } else if isInString, byte < 0x20 {
                result += Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
                index += 1
                continue
            } else if isInString, byte == UInt8(ascii: "\\") {
                let unit = escapedUnit(text[index...])
                length = unit == nil ? 2 : 6
                if let unit, UTF16.isSurrogate(unit) {
                    let isPair =
                        UTF16.isLeadSurrogate(unit)
                        && escapedUnit(text[(index + 6)...]).map(UTF16.isTrailSurrogate) == true
                    if !isPair {
                        result += Array("\\ufffd".utf8)
                        index += 6
                        continue
                    }
                    length = 12
                }
            }
            result += text[index..<min(index + length, text.count)]
            index += length
        }
        return result
    }

    /// The UTF-16 unit that an escape at the beginning of `text` stands for: `\u` and four hexadecimal digits.
    private static func escapedUnit(_ text: ArraySlice<UInt8>) -> UInt16? {
        guard text.starts(with: Array("\\u".utf8)) else { return nil }
        let digits = text.dropFirst(2).prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}

extension UTF16 {
    fileprivate static func isSurrogate(_ unit: UInt16) -> Bool { isLeadSurrogate(unit) || isTrailSurrogate(unit) }
}
