/// What stands in a source for things that cmark must not interpret.
///
/// A placeholder is a number between two marks; the mark is a character for private use that the source does not have.
/// With no number between the marks it is a guard, which stands for nothing and only parts its neighbours. To cmark
/// both are letters. Wherever one ends up where it was not meant to be (in code, a destination, an HTML attribute), its own
/// source comes back.
struct Placeholders {
    struct Formula {
        var latex: String
        var isDisplay: Bool
        /// The lines of the document it stands in, from its delimiter to its other one.
        var lines: ClosedRange<Int>
    }

    enum Piece {
        case text(String)
        case guardMark
        case formula(Formula)
    }

    private enum Content {
        case formula(Formula)
        case text
    }

    private let mark: Unicode.Scalar
    private let markBytes: [UInt8]
    private var contents: [(content: Content, source: String)] = []

    /// Finds a mark; `nil` where the source has all the characters for private use.
    init?(for source: String) {
        let privateUse: [ClosedRange<UInt32>] = [0xE000...0xF8FF, 0xF_0000...0xF_FFFD, 0x10_0000...0x10_FFFD]
        let used = Set(
            source.unicodeScalars.lazy.map(\.value).filter { value in privateUse.contains { $0.contains(value) } }
        ).union(CharacterReferences.values(in: source))
        guard let mark = privateUse.joined().first(where: { !used.contains($0) }).flatMap(Unicode.Scalar.init) else {
            return nil
        }
        self.mark = mark
        markBytes = Array(String(mark).utf8)
    }

    var guardMark: [UInt8] { markBytes + markBytes }

    /// Keeps a formula with its source.
    ///
    /// - Returns: What to write in its place.
    mutating func add(_ formula: Formula, source: String) -> [UInt8] {
        add(.formula(formula), source: source)
    }

    /// Keeps text whose characters would mean something.
    ///
    /// - Returns: What to write in its place.
    mutating func add(text: String) -> [UInt8] {
        add(.text, source: text)
    }

    private mutating func add(_ content: Content, source: String) -> [UInt8] {
        contents.append((content, source))
        return markBytes + Array(String(contents.count - 1).utf8) + markBytes
    }

    /// What a text from cmark says, in order.
    func pieces(of text: String) -> [Piece] {
        guard text.unicodeScalars.contains(mark) else { return text.isEmpty ? [] : [.text(text)] }
        var pieces: [Piece] = []
        for (index, part) in text.unicodeScalars.split(separator: mark, omittingEmptySubsequences: false).enumerated() {
            if index.isMultiple(of: 2) {
                if !part.isEmpty { pieces.append(.text(String(part))) }
            } else if let number = Int(String(part)), contents.indices.contains(number) {
                switch contents[number].content {
                case .formula(let formula): pieces.append(.formula(formula))
                case .text: pieces.append(.text(contents[number].source))
                }
            } else {
                pieces.append(.guardMark)
            }
        }
        return pieces
    }

    /// A text from cmark with everything in it as it was in the source.
    func restored(_ text: String) -> String {
        guard text.unicodeScalars.contains(mark) else { return text }
        var restored = String.UnicodeScalarView()
        for (index, part) in text.unicodeScalars.split(separator: mark, omittingEmptySubsequences: false).enumerated() {
            if index.isMultiple(of: 2) {
                restored.append(contentsOf: part)
            } else if let number = Int(String(part)), contents.indices.contains(number) {
                restored.append(contentsOf: contents[number].source.unicodeScalars)
            }
        }
        return String(restored)
    }
}
