/// What somebody types, as Telegram's apps send it.
enum TypedText {
    /// The messages of a text: without space at its ends; where it is too long for one, it is cut at a line's end or a space if there is
    /// one near, and never inside of a character.
    ///
    /// - Parameter longest: in Unicode scalars.
    static func messages(_ text: String, longest: Int) -> [String] {
        var rest = trimmed(text[...])
        var messages: [String] = []
        while !rest.isEmpty {
            let end = self.end(of: rest, longest: longest)
            messages.append(String(trimmed(rest[..<end])))
            rest = trimmed(rest[end...])
        }
        return messages.filter { $0.unicodeScalars.contains { !FormattedText.isInvisible($0) } }
    }

    private static func end(of text: Substring, longest: Int) -> String.Index {
        let scalars = text.unicodeScalars
        guard let limit = scalars.index(scalars.startIndex, offsetBy: longest, limitedBy: scalars.endIndex) else {
            return text.endIndex
        }
        guard limit < text.endIndex else { return text.endIndex }
        let part = text[..<limit]
        let near = scalars.index(limit, offsetBy: -longest / 2)
        if let line = part.lastIndex(where: \.isNewline), line >= near { return text.index(after: line) }
        if let space = part.lastIndex(where: \.isWhitespace), space >= near { return text.index(after: space) }
        // The start of the character that the limit is in, unless it is endless.
        var end = text.startIndex
        for index in text.indices {
            guard index <= limit else { break }
            end = index
        }
        return end > text.startIndex ? end : limit
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
