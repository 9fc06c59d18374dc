import TelegramBotAPI

extension RichText {
    /// Where a text may be cut, and what happens to the white space there.
    enum Cut {
        /// At a line's or a word's end, whose white space goes away.
        case words
        /// At a line's end, of which only the newline goes away, as in code.
        case lines
    }

    /// The most that fits, and the rest; both keep the formatting. A text that is blank is `nil`.
    ///
    /// What fits depends on nothing that comes after it.
    ///
    /// - Parameter limit: Of the first part, in UTF-16 units.
    func cut(at limit: Int, _ cut: Cut) -> (head: RichText?, tail: RichText?) {
        let visible = visibleText
        guard visible.utf16.count > limit else { return (isInvisible ? nil : self, nil) }
        let gap = visible.gap(limit: limit, cut, avoiding: formulas)
        let (head, _) = parted(at: gap.lowerBound)
        let (_, tail) = parted(at: gap.upperBound)
        return (head.flatMap { $0.isInvisible ? nil : $0 }, tail.flatMap { $0.isInvisible ? nil : $0 })
    }

    /// - Parameter offset: In UTF-16 units of the ``visibleText``, not inside a formula.
    private func parted(at offset: Int) -> (head: RichText?, tail: RichText?) {
        switch self {
        case .plain(let string):
            let index = String.Index(utf16Offset: min(max(offset, 0), string.utf16.count), in: string)
            return (
                RichText(joining: [.plain(String(string[..<index]))]),
                RichText(joining: [.plain(String(string[index...]))])
            )
        case .mathematicalExpression(let expression):
            return offset >= expression.utf16.count ? (self, nil) : (nil, self)
        case .array(let texts):
            var heads: [RichText] = []
            var tails: [RichText] = []
            var start = 0
            for text in texts {
                let (head, tail) = text.parted(at: offset - start)
                if let head { heads.append(head) }
                if let tail { tails.append(tail) }
                start += text.length
            }
            return (RichText(joining: heads), RichText(joining: tails))
        default:
            return (mapContent { $0.parted(at: offset).head }, mapContent { $0.parted(at: offset).tail })
        }
    }
}

extension String {
    /// What to leave out between the first part, which is at most `limit` UTF-16 units long, and the second one.
    fileprivate func gap(limit: Int, _ cut: RichText.Cut, avoiding formulas: [Range<Int>]) -> Range<Int> {
        // A line is kept whole only where the part does not become needlessly short.
        var line: Index?
        var word: Index?
        var character: Index?
        var hasText = false
        var formulas = formulas[...]
        var offset = 0
        var index = startIndex
        while index < endIndex, offset <= limit {
            while let formula = formulas.first, formula.upperBound <= offset { formulas.removeFirst() }
            let isInFormula = formulas.first.map { $0.lowerBound < offset } ?? false
            let next = self[index]
            if !isInFormula {
                if offset > 0 { character = index }
                if next.isWhitespace, hasText {
                    word = index
                    if next.isNewline, offset >= limit / 2 { line = index }
                }
            }
            hasText = hasText || !next.isWhitespace
            offset += next.utf16.count
            formIndex(after: &index)
        }
        let place = line ?? word ?? character
        let gap =
            switch (place, cut) {
            case (let place?, .words): whitespace(around: place)
            case (let place?, .lines): place..<(self[place].isNewline ? self.index(after: place) : place)
            case (nil, _): endOfScalars(limit: limit)..<endOfScalars(limit: limit)
            }
        return gap.lowerBound.utf16Offset(in: self)..<gap.upperBound.utf16Offset(in: self)
    }

    private func whitespace(around place: Index) -> Range<Index> {
        let start = self[..<place].lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? startIndex
        let end = self[place...].firstIndex { !$0.isWhitespace } ?? endIndex
        return start..<end
    }

    /// Where to cut a single character that is longer than a whole part, such as one with thousands of accents.
    private func endOfScalars(limit: Int) -> Index {
        var offset = 0
        var index = startIndex
        while index < endIndex {
            offset += UTF16.width(unicodeScalars[index])
            if offset > limit { break }
            unicodeScalars.formIndex(after: &index)
        }
        return index
    }
}

extension RichText {
    /// With formulas that fit nowhere as code.
    func withoutFormulas(longerThan limit: Int) -> RichText {
        switch self {
        case .mathematicalExpression(let expression):
            expression.utf16.count > limit ? .code(.plain(expression)) : self
        case .plain: self
        case .array(let texts): .array(texts.map { $0.withoutFormulas(longerThan: limit) })
        default: mapContent { $0.withoutFormulas(longerThan: limit) } ?? self
        }
    }
}
