/// Cuts a text into parts that each fit into one Telegram message.
///
///     let parts = TextSplitter().split(answer)
///
/// A cut is made at the last paragraph that fits, else at the last line, else at the last word, else between two
/// characters as people see them. White space around a cut goes away, as Telegram trims it from every message; every
/// other character is in exactly one part.
public struct TextSplitter: Sendable {
    /// The longest text of a message, in UTF-16 units. Telegram counts code points, of which there are never more.
    public static let messageLimit = 4096

    /// The longest part, in UTF-16 units.
    public let limit: Int

    /// - Parameter limit: The longest part, in UTF-16 units; at least 2, so that any code point fits.
    public init(limit: Int = TextSplitter.messageLimit) {
        precondition(limit >= 2, "a part must have room for a code point of two UTF-16 units")
        self.limit = limit
    }

    /// The parts of a text in order, none of them blank; no parts of a blank text.
    public func split(_ text: String) -> [String] {
        var parts: [String] = []
        var rest = text[...].trimmingLeadingBlankLines(isStartOfLine: true)
        while !rest.isEmpty {
            let end = endOfPart(in: rest)
            let part = rest[..<end].trimmingTrailingWhitespace()
            if !part.isEmpty { parts.append(String(part)) }
            rest = rest[end...].trimmingLeadingBlankLines(isStartOfLine: false)
        }
        return parts
    }

    /// One walk over the characters that fit, remembering the best places to cut on the way.
    private func endOfPart(in text: Substring) -> Substring.Index {
        var paragraph: Substring.Index?
        var line: Substring.Index?
        var word: Substring.Index?
        var hasText = false
        var length = 0
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            let next = text.index(after: index)
            if hasText, character.isWhitespace {
                word = index
                // A paragraph or a line is kept whole only where the part does not become needlessly short.
                if character.isNewline, length >= limit / 2 {
                    line = index
                    if next < text.endIndex, text[next].isNewline { paragraph = index }
                }
            } else if !character.isWhitespace {
                hasText = true
            }
            let width = character.utf16.count
            guard length + width <= limit else {
                return paragraph ?? line ?? word ?? (length > 0 ? index : endOfScalars(in: text))
            }
            length += width
            index = next
        }
        return index
    }

    /// Where to cut a single character that is longer than a whole part, such as one with thousands of accents.
    private func endOfScalars(in text: Substring) -> Substring.Index {
        var length = 0
        var index = text.startIndex
        while index < text.endIndex {
            length += text.unicodeScalars[index].utf16.count
            if length > limit { break }
            text.unicodeScalars.formIndex(after: &index)
        }
        return index
    }
}

extension Substring {
    /// Without the blank lines, or the rest of a line, before the first text; the indentation of its own line stays.
    fileprivate func trimmingLeadingBlankLines(isStartOfLine: Bool) -> Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }) else { return self[endIndex...] }
        guard let newline = self[..<first].lastIndex(where: \.isNewline) else {
            return isStartOfLine ? self : self[first...]
        }
        return self[index(after: newline)...]
    }

    fileprivate func trimmingTrailingWhitespace() -> Substring {
        guard let last = lastIndex(where: { !$0.isWhitespace }) else { return self[..<startIndex] }
        return self[...last]
    }
}
