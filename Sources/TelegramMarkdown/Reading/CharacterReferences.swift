extension MarkdownSource {
    /// Where a reference to a pipe ends that begins at an offset, such as `&#124;`; `nil` if there is none.
    func endOfPipeReference(at offset: Int, in text: Range<Int>) -> Int? {
        let rest = bytes[offset..<min(offset + 16, text.upperBound)]
        guard let semicolon = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = rest[(offset + 1)..<semicolon]
        let isPipe =
            name.first == UInt8(ascii: "#")
            ? CharacterReferences.value(name.dropFirst()) == UInt32(UInt8.pipe)
            : ["vert", "verbar", "VerticalLine"].contains(String(decoding: name, as: UTF8.self))
        return isPipe ? semicolon + 1 : nil
    }
}

/// Characters that a source has by their numbers: `&#8212;`, `&#x2014;`. cmark reads them, and those with names.
enum CharacterReferences {
    /// The numbers of all the references in a text, in code as well.
    static func values(in text: String) -> Set<UInt32> {
        var values: Set<UInt32> = []
        var rest = Array(text.utf8)[...]
        while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
            rest = rest[(ampersand + 1)...]
            guard rest.first == UInt8(ascii: "#") else { continue }
            let number = rest.dropFirst().prefix(8).prefix { $0 != UInt8(ascii: ";") }
            if let value = value(number) { values.insert(value) }
        }
        return values
    }

    /// - Parameter number: What is between `&#` and `;`.
    static func value(_ number: ArraySlice<UInt8>) -> UInt32? {
        let isHexadecimal = number.first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
        let digits = isHexadecimal ? number.dropFirst() : number
        return UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
    }
}
