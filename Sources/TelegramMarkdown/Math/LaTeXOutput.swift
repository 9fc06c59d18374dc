/// A readable formula as it is written, with its spaces where one would set them.
struct LaTeXOutput {
    private(set) var text = ""
    /// In a script there is no room for spaces.
    let isScript: Bool
    private var isSpacePending = false

    init(isScript: Bool) {
        self.isScript = isScript
    }

    private static let opening: Set<Character> = ["(", "[", "{", "⟨", "⌊", "⌈", "|", "√", "\n", " "]
    private static let closing: Set<Character> = [")", "]", "}", "⟩", "⌋", "⌉", ",", "\n"]

    mutating func space() {
        guard !isScript, let last = text.last, !Self.opening.contains(last) || last == "|" else { return }
        isSpacePending = true
    }

    mutating func append(_ piece: String) {
        guard let first = piece.first else { return }
        if isSpacePending, first != " ", !Self.closing.contains(first) { text.append(" ") }
        isSpacePending = false
        text += piece
    }

    /// Something with a space on both sides, unless there is nothing on its left.
    mutating func append(relation: String) {
        guard let last = text.last, !Self.opening.contains(last) || last == "|" else {
            append(relation)
            return
        }
        space()
        append(relation)
        space()
    }

    /// Something that would run together with a letter or a digit before it.
    mutating func append(apart piece: String) {
        if let last = text.last, last.isLetter || last.isNumber { space() }
        append(piece)
    }

    /// A sub- or superscript, with no space before it.
    mutating func append(attached piece: String) {
        isSpacePending = false
        text += piece
    }

    mutating func newLine() {
        isSpacePending = false
        while text.last == " " { text.removeLast() }
        if !text.isEmpty, text.last != "\n" { text.append("\n") }
    }
}
