/// Where the delimiters of formulas stand in a source: all that are not escaped, by kind.
struct FormulaMarks {
    private(set) var dollars: [Int] = []
    /// Pairs of dollars; three in a row are none, four are two pairs.
    private(set) var doubleDollars: [Int] = []
    private(set) var openingParentheses: [Int] = []
    private(set) var closingParentheses: [Int] = []
    private(set) var openingBrackets: [Int] = []
    private(set) var closingBrackets: [Int] = []
    /// `\begin{…}` and `\end{…}` by the environment's name.
    private(set) var beginnings: [String: [Int]] = [:]
    private(set) var ends: [String: [Int]] = [:]

    var isEmpty: Bool {
        dollars.isEmpty && openingParentheses.isEmpty && openingBrackets.isEmpty && beginnings.isEmpty
    }

    init(_ bytes: [UInt8]) {
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case .dollar:
                let start = index
                while index < bytes.count, bytes[index] == .dollar { index += 1 }
                dollars += start..<index
                if index - start == 2 || index - start == 4 {
                    doubleDollars += stride(from: start, to: index, by: 2)
                }
            case .backslash:
                readCommand(at: index, in: bytes)
                index += 2
            default: index += 1
            }
        }
    }

    private mutating func readCommand(at index: Int, in bytes: [UInt8]) {
        guard index + 1 < bytes.count else { return }
        switch bytes[index + 1] {
        case UInt8(ascii: "("): openingParentheses.append(index)
        case UInt8(ascii: ")"): closingParentheses.append(index)
        case UInt8(ascii: "["): openingBrackets.append(index)
        case UInt8(ascii: "]"): closingBrackets.append(index)
        case UInt8(ascii: "b"):
            if let name = Self.name(after: "\\begin{", at: index, in: bytes) {
                beginnings[name, default: []].append(index)
            }
        case UInt8(ascii: "e"):
            if let name = Self.name(after: "\\end{", at: index, in: bytes) { ends[name, default: []].append(index) }
        default: break
        }
    }

    /// The name in the braces of `\begin{…}` or `\end{…}`.
    static func name(after prefix: StaticString, at index: Int, in bytes: [UInt8]) -> String? {
        let start = index + prefix.utf8CodeUnitCount
        guard start < bytes.count,
            prefix.withUTF8Buffer({ bytes[index..<start].elementsEqual($0) })
        else { return nil }
        let name = bytes[start..<min(start + 20, bytes.count)].prefix { $0.isLetter || $0 == UInt8(ascii: "*") }
        guard !name.isEmpty, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: "}") else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    /// The first of sorted positions at or after an offset.
    static func first(in positions: [Int]?, from offset: Int) -> Int? {
        guard let positions else { return nil }
        var low = 0
        var high = positions.count
        while low < high {
            let middle = (low + high) / 2
            if positions[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low < positions.count ? positions[low] : nil
    }
}
