/// Cuts Markdown in its source, so that each part can be rendered, or sent as rich blocks, by itself.
public enum MarkdownCut {
    /// Cuts off as much of a document as fits into one message.
    ///
    /// The cut is made between two blocks where that leaves a message well filled; a block of code or a table is not cut if it
    /// can begin the rest. Else it is made inside a block, at a line if there is one: code is closed and opened again with
    /// its language, a table goes on in one without a header (or with the same, where the header's words are repeated
    /// in each row anyway), a numbered list with its numbers. In a line it is made between two words that are not
    /// in the same emphasis or link, wherever there are such.
    ///
    /// - Parameters:
    ///   - source: The Markdown.
    ///   - length: The longest text that `head` may become, in UTF-16 units.
    /// - Returns: `head`, which is not blank, and `rest`, the Markdown that goes on; it is `nil` where everything fits.
    ///   No text is in neither or in both.
    public static func cut(_ source: String, length: Int) -> (head: String, rest: String?) {
        precondition(length >= 2, "a part must have room for a code point of two UTF-16 units")
        // Only so much of a long source is read as is needed to know where the message ends.
        var size = max(4 * length, 1024)
        while true {
            let window = SourceWindow(source, atMost: size)
            guard let cutter = SourceCutter(window, length: length) else {
                if window.isWhole { return (source, nil) }
                size *= 2
                continue
            }
            let cut = cutter.bestCut()
            let rest = cut.rest + window.remainder
            return (cut.head, rest.isBlank ? nil : rest)
        }
    }
}

/// The beginning of a source.
struct SourceWindow {
    let source: MarkdownSource
    /// What follows it.
    let remainder: Substring

    var isWhole: Bool { remainder.isEmpty }

    /// - Parameter size: How many bytes it has at most; the last line is a whole one if any is.
    init(_ text: String, atMost size: Int) {
        let bytes = text.utf8
        var end = bytes.index(bytes.startIndex, offsetBy: size, limitedBy: bytes.endIndex) ?? bytes.endIndex
        if end < bytes.endIndex {
            if let newline = bytes[..<end].lastIndex(of: .lineFeed) {
                end = bytes.index(after: newline)
            } else if let space = bytes[..<end].lastIndex(of: UInt8(ascii: " ")) {
                end = space
            }
            while end > bytes.startIndex, end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 {
                end = bytes.index(before: end)
            }
        }
        source = MarkdownSource(Array(bytes[..<end]))
        remainder = text[end...]
    }
}
