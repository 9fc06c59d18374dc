/// Finds the formulas in a source: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and the environments of displays.
///
/// A formula stands in one block and not in code. Only a display whose delimiters begin and end a line may go over
/// several blocks, as its lines can look like blank ones, lists or headings. Each delimiter is looked at once, so the time is linear.
struct FormulaScanner {
    struct Found {
        var range: Range<Int>
        var content: Range<Int>
        var isDisplay: Bool
    }

    private static let environments: Set<String> = [
        "align", "align*", "aligned", "alignat", "alignat*", "array", "bmatrix", "cases", "equation", "equation*",
        "eqnarray",
        "eqnarray*", "gather", "gather*", "gathered", "matrix", "multline", "multline*", "pmatrix", "split", "vmatrix",
    ]

    private let source: MarkdownSource
    private let kinds: [LineKinds.Kind]
    private let marks: FormulaMarks
    private let code: CodeSpans
    private var offset = 0
    private var line = 0
    /// The end of the block that `line` is in.
    private var blockEnd = 0

    private init(_ source: MarkdownSource, kinds: [LineKinds.Kind], marks: FormulaMarks) {
        self.source = source
        self.kinds = kinds
        self.marks = marks
        code = CodeSpans(source.bytes)
    }

    static func formulas(in source: MarkdownSource, tree: CMarkTree) -> [Found] {
        let marks = FormulaMarks(source.bytes)
        guard !marks.isEmpty else { return [] }
        let kinds = LineKinds(tree, lineCount: source.lines.count).kinds
        var scanner = FormulaScanner(source, kinds: kinds, marks: marks)
        var found: [Found] = []
        while let next = scanner.next() { found.append(next) }
        return found
    }

    private mutating func next() -> Found? {
        let bytes = source.bytes
        while offset < bytes.count {
            updateBlock()
            if kinds[line] == .verbatim || kinds[line] == .indentedCode {
                offset = source.lines[line].upperBound
                continue
            }
            switch bytes[offset] {
            case .backtick: skipCode()
            case .dollar:
                if let found = dollarFormula() { return taken(found) }
            case .backslash:
                if let found = commandFormula() { return taken(found) }
                offset += 2
            default: offset += 1
            }
        }
        return nil
    }

    private mutating func taken(_ found: Found) -> Found {
        offset = found.range.upperBound
        return found
    }

    private mutating func updateBlock() {
        while source.lines[line].upperBound <= offset { line += 1 }
        guard blockEnd <= offset else { return }
        var last = line
        while last + 1 < kinds.count, kinds[last + 1] == kinds[line] { last += 1 }
        blockEnd = source.lines[last].upperBound
    }

    private mutating func skipCode() {
        let start = offset
        while offset < source.bytes.count, source.bytes[offset] == .backtick { offset += 1 }
        let length = offset - start
        if let end = code.run(of: length, from: offset), end < blockEnd { offset = end + length }
    }

    private mutating func dollarFormula() -> Found? {
        let start = offset
        while offset < source.bytes.count, source.bytes[offset] == .dollar { offset += 1 }
        switch offset - start {
        case 1:
            guard let end = FormulaMarks.first(in: marks.dollars, from: offset), end < blockEnd else { return nil }
            let content = offset..<end
            return isInline(content) ? Found(range: start..<end + 1, content: content, isDisplay: false) : nil
        case 2:
            guard let end = FormulaMarks.first(in: marks.doubleDollars, from: offset) else { return nil }
            return display(start..<end + 2, content: offset..<end)
        default: return nil
        }
    }

    private func commandFormula() -> Found? {
        let start = offset
        guard start + 1 < source.bytes.count else { return nil }
        switch source.bytes[start + 1] {
        case UInt8(ascii: "("):
            guard let end = FormulaMarks.first(in: marks.closingParentheses, from: start + 2), end < blockEnd,
                isLast(start, of: marks.openingParentheses, before: end), isFormula(start + 2..<end)
            else { return nil }
            return Found(range: start..<end + 2, content: start + 2..<end, isDisplay: false)
        case UInt8(ascii: "["):
            guard let end = FormulaMarks.first(in: marks.closingBrackets, from: start + 2),
                isLast(start, of: marks.openingBrackets, before: end)
            else { return nil }
            let range = start..<end + 2
            guard looksMathematical(start + 2..<end) || isAlone(range) && !isProse(start + 2..<end) else { return nil }
            return display(range, content: start + 2..<end)
        case UInt8(ascii: "b"):
            guard let name = FormulaMarks.name(after: "\\begin{", at: start, in: source.bytes),
                Self.environments.contains(name),
                let end = FormulaMarks.first(in: marks.ends[name], from: start),
                isLast(start, of: marks.beginnings[name], before: end)
            else { return nil }
            let range = start..<end + "\\end{}".utf8.count + name.utf8.count
            return isAlone(range) ? display(range, content: range) : nil
        default: return nil
        }
    }

    private func isLast(_ start: Int, of openers: [Int]?, before end: Int) -> Bool {
        FormulaMarks.first(in: openers, from: start + 1).map { $0 > end } ?? true
    }

    private func isFormula(_ content: Range<Int>) -> Bool {
        let bytes = source.bytes[content]
        return !bytes.contains(.backtick) && !bytes.allSatisfy(\.isSpace)
    }

    private func display(_ range: Range<Int>, content: Range<Int>) -> Found? {
        guard isFormula(content) else { return nil }
        let found = Found(range: range, content: content, isDisplay: true)
        if range.upperBound <= blockEnd { return found }
        guard isAlone(range) else { return nil }
        for line in line + 1...source.line(of: range.upperBound - 1) {
            if kinds[line] == .verbatim || isHeading(line) { return nil }
            if case .row = kinds[line] { return nil }
        }
        return found
    }

    private func isHeading(_ line: Int) -> Bool {
        let content = source.content(ofLine: line)
        let level = source.bytes[content].prefix { $0 == UInt8(ascii: "#") }.count
        return (1...6).contains(level) && (level == content.count || source.bytes[content.lowerBound + level].isBlank)
    }

    /// Whether nothing is before it in its first line but the markers of containers, and nothing after it in its last line.
    private func isAlone(_ range: Range<Int>) -> Bool {
        let first = source.content(ofLine: source.line(of: range.lowerBound))
        let last = source.content(ofLine: source.line(of: range.upperBound - 1))
        guard
            range.upperBound >= last.upperBound
                || source.bytes[range.upperBound..<last.upperBound].allSatisfy(\.isBlank)
        else { return false }
        var offset = first.lowerBound
        while offset < range.lowerBound {
            if source.bytes[offset].isBlank {
                offset += 1
            } else if let end = source.endOfMarker(at: offset, in: first), end <= range.lowerBound {
                offset = end
            } else {
                return false
            }
        }
        return true
    }

    /// Pandoc's rule, so that money stays text, and what it does not know of.
    private func isInline(_ content: Range<Int>) -> Bool {
        let bytes = source.bytes
        guard let first = content.first, let last = content.last, isFormula(content),
            !bytes[first].isSpace, !bytes[last].isSpace,
            // "10$ and 20$", "US$5"
            content.lowerBound < 2 || !bytes[content.lowerBound - 2].isAlphanumeric
        else { return false }
        let next = content.upperBound + 1 < bytes.count ? bytes[content.upperBound + 1] : .lineFeed
        if next.isDigit { return false }
        // "$HOME/$USER", "?a=$a&b=$b", cells
        if next.isLetter, "/:&=|-,;.".utf8.contains(bytes[last]) || bytes[content].contains(.pipe) { return false }
        // "| $7 | 8$ |"
        return !bytes[first].isDigit || !bytes[content].contains(.pipe) && !isProse(content)
    }

    /// Two words and nothing of a formula: "$5 for me and for you 10$".
    private func isProse(_ content: Range<Int>) -> Bool {
        let bytes = source.bytes[content]
        if bytes.contains(where: { "\\^_=".utf8.contains($0) }) { return false }
        let words = bytes.split { $0.isSpace || $0 == UInt8(ascii: ",") }
        return words.count { $0.count > 1 && $0.allSatisfy { $0.isLetter || $0 >= 0x80 } } >= 2
    }

    /// Brackets may be escaped for their own sake: `\[1\]`, `\[see there\]`, `\[x\](not a link)`.
    private func looksMathematical(_ content: Range<Int>) -> Bool {
        let next = content.upperBound + 2
        if next < source.bytes.count, source.bytes[next] == UInt8(ascii: "(") { return false }
        return source.bytes[content].contains { "\\^_=+*/<>|{-".utf8.contains($0) }
    }
}
