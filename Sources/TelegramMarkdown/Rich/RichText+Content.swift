import TelegramBotAPI

extension RichText {
    /// Texts one after the other, without empty ones and without arrays in arrays; `nil` if nothing is left.
    init?(joining texts: [RichText], separator: String = "") {
        var joined: [RichText] = []
        var isFirst = true
        for text in texts {
            let pieces = text.pieces
            guard !pieces.isEmpty else { continue }
            for piece in isFirst || separator.isEmpty ? pieces : [.plain(separator)] + pieces {
                if case .plain(let next) = piece, case .plain(let last)? = joined.last {
                    joined[joined.count - 1] = .plain(last + next)
                } else {
                    joined.append(piece)
                }
            }
            isFirst = false
        }
        guard let first = joined.first else { return nil }
        self = joined.count == 1 ? first : .array(joined)
    }

    private var pieces: [RichText] {
        switch self {
        case .plain(let string): string.isEmpty ? [] : [self]
        case .array(let texts): texts.flatMap(\.pieces)
        default: [self]
        }
    }

    /// What is read, with formulas in LaTeX.
    var visibleText: String {
        var string = ""
        forEachLeaf { leaf, _ in string += leaf }
        return string
    }

    /// In UTF-16 units, formulas among them.
    var length: Int {
        var length = 0
        forEachLeaf { leaf, _ in length += leaf.utf16.count }
        return length
    }

    var isInvisible: Bool {
        var isInvisible = true
        forEachLeaf { leaf, _ in isInvisible = isInvisible && leaf.isInvisible }
        return isInvisible
    }

    /// Where formulas are, which can't be cut, in UTF-16 units of the ``visibleText``.
    var formulas: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var offset = 0
        forEachLeaf { leaf, isFormula in
            let end = offset + leaf.utf16.count
            if isFormula { ranges.append(offset..<end) }
            offset = end
        }
        return ranges
    }

    private func forEachLeaf(_ visit: (_ leaf: String, _ isFormula: Bool) -> Void) {
        switch self {
        case .plain(let text): visit(text, false)
        case .mathematicalExpression(let expression): visit(expression, true)
        case .array(let texts): for text in texts { text.forEachLeaf(visit) }
        case .bold(let text), .italic(let text), .underline(let text), .strikethrough(let text), .spoiler(let text),
            .code(let text), .url(let text, _):
            text.forEachLeaf(visit)
        }
    }

    /// The same formatting around another text; a text without formatting becomes the other one.
    func mapContent(_ transform: (RichText) -> RichText?) -> RichText? {
        switch self {
        case .plain, .mathematicalExpression, .array: transform(self)
        case .bold(let text): transform(text).map { .bold($0) }
        case .italic(let text): transform(text).map { .italic($0) }
        case .underline(let text): transform(text).map { .underline($0) }
        case .strikethrough(let text): transform(text).map { .strikethrough($0) }
        case .spoiler(let text): transform(text).map { .spoiler($0) }
        case .code(let text): transform(text).map { .code($0) }
        case .url(let text, let url): transform(text).map { .url($0, url: url) }
        }
    }
}

extension String {
    /// Whether nothing of it can be seen: white space, control characters and characters without a form only.
    var isInvisible: Bool {
        unicodeScalars.allSatisfy { scalar in
            if scalar.isASCII { return scalar.value <= 0x20 || scalar.value == 0x7F }
            let properties = scalar.properties
            // Braille without dots and the mark of an object are as empty.
            return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
                || properties.generalCategory == .format || scalar == "\u{2800}" || scalar == "\u{FFFC}"
        }
    }
}
