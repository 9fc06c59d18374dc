/// Keeps cmark from reading a source in ways that don't fit what a model writes, before the first parse.
///
/// A guard says that what follows it is text. It does no harm in code, which is why nothing here needs to know where that is.
struct LineGuards {
    /// Containers in a line, and the indentation of one; what is deeper is text. Both keep cmark's time linear.
    static let deepestNesting = 32
    static let deepestIndentation = 100

    let source: MarkdownSource
    let guardMark: [UInt8]
    private var edits: [MarkdownSource.Edit] = []
    /// Cells that cmark may still add where rows are too short: without a limit a megabyte would make billions.
    private var cellsLeft: Int
    private var tableEnd = 0

    private init(_ source: MarkdownSource, guardMark: [UInt8]) {
        self.source = source
        self.guardMark = guardMark
        cellsLeft = 300_000 + source.bytes.count
    }

    static func edits(of source: MarkdownSource, guardMark: [UInt8]) -> [MarkdownSource.Edit] {
        var guards = LineGuards(source, guardMark: guardMark)
        for line in source.lines.indices { guards.read(line: line) }
        return guards.edits
    }

    private mutating func read(line: Int) {
        let content = source.content(ofLine: line)
        var offset = content.lowerBound
        if isUnderlineToBe(line) {
            insertGuard(at: offset)
            return
        }
        var depth = 0
        while true {
            let start = offset
            while offset < content.upperBound, source.bytes[offset].isBlank { offset += 1 }
            guard let end = source.endOfMarker(at: offset, in: content) else { break }
            if depth == Self.deepestNesting || offset - start > Self.deepestIndentation {
                insertGuard(at: offset)
                break
            }
            depth += 1
            offset = end
        }
        let text = offset..<content.upperBound
        if startsMarkup(text) || isTooWide(text, line: line) {
            insertGuard(at: offset)
        }
        readCharacters(of: text)
    }

    private mutating func insertGuard(at offset: Int) {
        edits.append(MarkdownSource.Edit(insert: guardMark, at: offset))
    }

    /// A tag at a line's start would make all up to the next blank line HTML, and models put Markdown between tags.
    /// Inside of `pre`, `script`, `style` and `textarea` they don't.
    private func startsMarkup(_ text: Range<Int>) -> Bool {
        guard let first = text.first, source.bytes[first] == .lessThan else { return false }
        var name = source.bytes[text].dropFirst()
        if name.first == UInt8(ascii: "/") { name = name.dropFirst() }
        name = name.prefix(while: \.isAlphanumeric)
        guard name.first?.isLetter == true else { return false }
        return name.count > 8
            || !["pre", "script", "style", "textarea"].contains(String(decoding: name, as: UTF8.self).lowercased())
    }

    /// `-` at the end of what was written so far is a list or a thematic break to be, not yet the underline of a heading.
    private func isUnderlineToBe(_ line: Int) -> Bool {
        guard line > 0, line == source.lines.count - 1 else { return false }
        let text = source.lines[line]
        guard ["-", "--", "=", "=="].contains(source.text(text)) else { return false }
        let previous = source.content(ofLine: line - 1)
        guard let first = previous.first, !source.bytes[first].isBlank else { return false }
        return source.endOfMarker(at: first, in: previous) == nil
    }

    /// Whether a table that begins here would have more cells than are left.
    private mutating func isTooWide(_ text: Range<Int>, line: Int) -> Bool {
        var pipes = 0
        for byte in source.bytes[text] {
            switch byte {
            case .pipe: pipes += 1
            case UInt8(ascii: "-"), UInt8(ascii: ":"), 0x20, 0x09, 0x0B, 0x0C: break
            default: return false
            }
        }
        guard pipes > 0 else { return false }
        if tableEnd <= line {
            tableEnd = line
            while tableEnd < source.lines.count, !source.content(ofLine: tableEnd).isEmpty { tableEnd += 1 }
        }
        let cells = (pipes + 1) * (tableEnd - line)
        guard cells <= cellsLeft else { return true }
        cellsLeft -= cells
        return false
    }

    /// Bold may end at a bracket in a word, and a pipe that is escaped or a reference is no half of a spoiler's mark.
    private mutating func readCharacters(of text: Range<Int>) {
        var offset = text.lowerBound
        while offset < text.upperBound {
            switch source.bytes[offset] {
            case UInt8(ascii: "&"):
                if let end = source.endOfPipeReference(at: offset, in: text) { insertGuard(at: end) }
            case .backslash:
                offset += 1
                if offset < text.upperBound, source.bytes[offset] == .pipe { insertGuard(at: offset + 1) }
            case UInt8(ascii: "*"):
                let run =
                    offset..<(source.bytes[offset..<text.upperBound].firstIndex { $0 != UInt8(ascii: "*") }
                    ?? text.upperBound)
                if let place = source.placeForLetter(besides: run, in: text) { insertGuard(at: place) }
                offset = run.upperBound - 1
            default: break
            }
            offset += 1
        }
    }
}

extension MarkdownSource {
    /// Where a line's text begins, behind the markers of quotes and lists.
    func startOfText(ofLine line: Int) -> Int {
        let content = content(ofLine: line)
        var offset = content.lowerBound
        while offset < content.upperBound {
            if bytes[offset].isBlank {
                offset += 1
            } else if let end = endOfMarker(at: offset, in: content) {
                offset = end
            } else {
                break
            }
        }
        return offset
    }

    /// Where the marker of a quote or of a list's item ends that begins at an offset; `nil` if there is none.
    func endOfMarker(at offset: Int, in content: Range<Int>) -> Int? {
        guard offset < content.upperBound else { return nil }
        var end = offset
        switch bytes[offset] {
        case .greaterThan: return offset + 1
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): end += 1
        case let byte where byte.isDigit:
            while end < content.upperBound, bytes[end].isDigit, end - offset < 9 { end += 1 }
            guard end < content.upperBound, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")")
            else { return nil }
            end += 1
        default: return nil
        }
        return end == content.upperBound || bytes[end].isBlank ? end : nil
    }
}
