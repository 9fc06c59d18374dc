extension MarkdownSource {
    /// Where a letter has to be for a run of asterisks to make text bold in scripts without spaces.
    ///
    /// CommonMark takes the asterisks in `是**「重」**的` for text, as they have punctuation on one side and a letter on the
    /// other; models write this all the time. A guard between the asterisks and the punctuation is a letter to cmark.
    func placeForLetter(besides run: Range<Int>, in text: Range<Int>) -> Int? {
        guard run.count > 1, let before = scalar(before: run.lowerBound, in: text),
            let after = scalar(at: run.upperBound, in: text)
        else { return nil }
        if after.isPunctuation, before.isLetterBeyondASCII { return run.upperBound }
        if before.isPunctuation, after.isLetterBeyondASCII { return run.lowerBound }
        return nil
    }

    private func scalar(at offset: Int, in text: Range<Int>) -> Unicode.Scalar? {
        let end = min(offset + 4, text.upperBound)
        return offset < end ? String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars.first : nil
    }

    private func scalar(before offset: Int, in text: Range<Int>) -> Unicode.Scalar? {
        var start = offset - 1
        while start > text.lowerBound, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start >= text.lowerBound ? scalar(at: start, in: text) : nil
    }
}

extension Unicode.Scalar {
    fileprivate var isLetterBeyondASCII: Bool {
        !isASCII && properties.isAlphabetic
    }

    fileprivate var isPunctuation: Bool {
        switch properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            true
        case .currencySymbol, .mathSymbol, .modifierSymbol: isASCII
        default: false
        }
    }
}
