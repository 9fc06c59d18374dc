/// Makes of the last line of an answer that is still being written what it will most likely be.
///
/// Without that, markup flashes: asterisks are seen until those come that end what is bold, and a table is text until its
/// second line is there. Only the end is changed, so that nothing that was shown before has to change again.
struct UnfinishedEnding {
    typealias Edit = MarkdownSource.Edit

    let source: MarkdownSource
    let tree: CMarkTree

    func edits() -> [Edit] {
        guard let line = source.lines.indices.last else { return [] }
        let kinds = LineKinds(tree, lineCount: source.lines.count).kinds
        let text = source.startOfText(ofLine: line)..<source.content(ofLine: line).upperBound
        switch kinds[line] {
        case .verbatim: return fenceToBe(line, kinds)
        case .indentedCode: return []
        case .row:
            let pipe = source.bytes[text].lastIndex(of: .pipe)
            let cell = pipe.map { $0 + 1..<text.upperBound } ?? text
            return UnfinishedInlines.edits(of: source.bytes, in: cell, isInTable: true)
        case .text, .other:
            if let display = display(endingAt: line, kinds) {
                // Half of what ends it is not part of it.
                let isEnding = ["$", "\\"].contains(source.text(text)) && text.lowerBound >= display.range.upperBound
                return [display] + (isEnding ? [Edit(text, [])] : [])
            }
            if let marker = markerToBe(text, line) ?? boxToBe(text, line) { return [marker] }
            return table(text, line, kinds) ?? UnfinishedInlines.edits(of: source.bytes, in: text, isInTable: false)
        }
    }

    /// One or two backticks in code are the beginning of what ends it.
    private func fenceToBe(_ line: Int, _ kinds: [LineKinds.Kind]) -> [Edit] {
        var first = line
        while first > 0, kinds[first - 1] == .verbatim { first -= 1 }
        let content = source.content(ofLine: line)
        guard let fence = OpenFence(in: source, lines: first..<line), fence.isBeginningToClose(source.text(content))
        else { return [] }
        return [Edit(content, [])]
    }

    /// A formula that is on lines of its own is code until it can be read.
    private func display(endingAt last: Int, _ kinds: [LineKinds.Kind]) -> Edit? {
        var line = last
        while line >= 0, case .text = kinds[line] {
            let content = source.content(ofLine: line)
            let start = source.startOfText(ofLine: line)
            let text = source.bytes[start..<content.upperBound]
            if ["$$", "\\["].contains(where: { text.starts(with: $0.utf8) }) {
                let isAlone = text.dropFirst(2).allSatisfy(\.isBlank)
                guard isAlone || start == content.lowerBound else { return nil }
                return Edit(start..<start + 2, Array("```latex\(isAlone ? "" : "\n")".utf8))
            }
            line -= 1
        }
        return nil
    }

    /// What may be an item's marker, or a rule, or the first of the marks of something else.
    private func markerToBe(_ text: Range<Int>, _ line: Int) -> Edit? {
        guard let last = source.lines[line].last else { return nil }
        if text.isEmpty {
            return "*-+".utf8.contains(source.bytes[last]) ? Edit(last..<last + 1, []) : nil
        }
        guard last < text.upperBound else { return nil }
        let digits = line > 0 && text.count <= 3 && source.bytes[text].allSatisfy(\.isDigit)
        let isContinued = line > 0 && !source.bytes[source.content(ofLine: line - 1)].allSatisfy(\.isBlank)
        return digits && isContinued || source.text(text) == "--" ? Edit(text, []) : nil
    }

    /// The box of a task, before it is one.
    private func boxToBe(_ text: Range<Int>, _ line: Int) -> Edit? {
        let box = source.text(text)
        guard text.lowerBound > source.lines[line].lowerBound,
            ["[", "[ ", "[x", "[X", "[ ]", "[x]", "[X]"].contains(box)
        else { return nil }
        return Edit(text, [])
    }

    // MARK: - Tables

    /// The header of a table with the line that makes it one.
    private func table(_ text: Range<Int>, _ line: Int, _ kinds: [LineKinds.Kind]) -> [Edit]? {
        let previous = line > 0 && kinds[line - 1] == kinds[line] ? source.startOfText(ofLine: line - 1) : nil
        if let previous, isHeader(previous), line < 2 || kinds[line - 2] != kinds[line] || !isHeader(ofLine: line - 2) {
            guard source.bytes[text].allSatisfy({ $0.isBlank || "|-:".utf8.contains($0) }) else { return nil }
            return [Edit(text, delimiters(for: previous..<source.content(ofLine: line - 1).upperBound))]
        }
        guard isHeader(text.lowerBound), previous.map({ !isHeader($0) }) ?? true else { return nil }
        if source.bytes[text].dropFirst().allSatisfy(\.isBlank) { return [Edit(text, [])] }
        let cell = source.bytes[text].lastIndex(of: .pipe).map { $0 + 1..<text.upperBound } ?? text
        let row = UnfinishedInlines.edits(of: source.bytes, in: cell, isInTable: true)
        let prefix = source.bytes[source.lines[line].lowerBound..<text.lowerBound].map { byte in
            byte == .greaterThan || byte.isBlank ? byte : UInt8(ascii: " ")
        }
        return row + [Edit(insert: [.lineFeed] + prefix + delimiters(for: text), at: text.upperBound)]
    }

    private func isHeader(ofLine line: Int) -> Bool { isHeader(source.startOfText(ofLine: line)) }

    /// Whether a row of a table may begin here; two pipes are a spoiler's.
    private func isHeader(_ offset: Int) -> Bool {
        guard offset < source.bytes.count, source.bytes[offset] == .pipe else { return false }
        return offset + 1 == source.bytes.count || source.bytes[offset + 1] != .pipe
    }

    private func delimiters(for header: Range<Int>) -> [UInt8] {
        var columns = 0
        var isInCell = false
        var isEscaped = false
        for byte in source.bytes[header] {
            if byte == .pipe, !isEscaped {
                isInCell = false
            } else if !byte.isBlank || isEscaped, !isInCell {
                columns += 1
                isInCell = true
            }
            isEscaped = byte == .backslash && !isEscaped
        }
        return Array(("|" + String(repeating: "---|", count: max(columns, 1))).utf8)
    }
}
