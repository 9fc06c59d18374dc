/// Looks for the place where a text that is too long is best cut.
struct CutSearch {
    private let units: [UTF16.CodeUnit]
    private let begin: Int
    private let end: Int

    private var paragraph: Int?
    private var line: Int?
    private var word: Int?
    private var character: Int?
    private var hasText = false

    /// - Parameters:
    ///   - begin: Where the part begins.
    ///   - end: Where it has to end at the latest, before the end of the text.
    static func bestCut(in units: [UTF16.CodeUnit], from begin: Int, to end: Int) -> Int {
        var search = CutSearch(units: units, begin: begin, end: end)
        search.run()
        return search.paragraph ?? search.line ?? search.word ?? search.character ?? search.endOfScalars
    }

    private init(units: [UTF16.CodeUnit], begin: Int, end: Int) {
        self.units = units
        self.begin = begin
        self.end = end
    }

    /// One walk over the characters that fit, remembering the best places to cut on the way.
    private mutating func run() {
        var index = begin
        while index <= end {
            // Most characters are one unit. What may be longer is left to String, up to where that is certain again.
            if units[index].standsAlone, index + 1 == units.count || units[index + 1].standsAlone {
                visit(index, isBlank: units[index].isBlank, isVisible: !units[index].isBlank)
                index += 1
                continue
            }
            var next = index + 1
            while next < units.count, next <= end + 2, !(units[next - 1].standsAlone && units[next].standsAlone) {
                next += 1
            }
            if next < units.count, UTF16.isTrailSurrogate(units[next]) { next += 1 }
            for character in String(decoding: units[index..<next], as: UTF16.self) {
                guard index <= end else { return }
                let scalars = character.unicodeScalars
                visit(
                    index,
                    isBlank: scalars.allSatisfy(\.properties.isWhitespace),
                    isVisible: scalars.contains(where: \.isVisible)
                )
                index += character.utf16.count
            }
        }
    }

    /// - Parameter index: Where a character begins, and so a cut can be.
    private mutating func visit(_ index: Int, isBlank: Bool, isVisible: Bool) {
        if index > begin { character = index }
        if isBlank, hasText {
            word = index
            // A paragraph or a line is kept whole only where the part does not become needlessly short.
            if units[index].isNewline, index - begin >= (end - begin) / 2 {
                line = index
                let next = units[index] == 0x0D && index + 1 < units.count && units[index + 1] == .newline ? 2 : 1
                if index + next < units.count, units[index + next].isNewline { paragraph = index }
            }
        }
        hasText = hasText || isVisible
    }

    /// Where to cut a single character that is longer than a whole part, such as one with thousands of accents.
    private var endOfScalars: Int {
        UTF16.isTrailSurrogate(units[end]) ? max(end - 1, begin + 1) : end
    }
}

extension UTF16.CodeUnit {
    fileprivate var isNewline: Bool {
        switch self {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Whether nothing of its kind is ever joined to its neighbours to one character: Latin and Cyrillic letters, CJK.
    fileprivate var standsAlone: Bool {
        switch self {
        case 0x0D: false
        case 0..<0x300, 0x400...0x482, 0x48A...0x52F, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF: true
        default: false
        }
    }
}
