extension MarkdownDocument {
    /// Reads Markdown: GitHub's flavour (tables, `~~strikethrough~~`, task lists) with `||spoilers||` and formulas in LaTeX.
    ///
    /// Never fails, for any text, and in time that grows with its length. All that a reader of the source would see is
    /// in the document: HTML but for `<br>`, unclosed markup and what goes too deep are text. Not in it are the titles of
    /// links and what follows the language of a code block. Character references, `&lt;`, are characters but in code.
    ///
    /// - Parameters:
    ///   - source: A whole answer, or as much of it as is written.
    ///   - isPartial: Whether more is to come, and what is begun at the end is shown as what it will most likely be:
    ///     an unclosed `**` makes bold text already, and of a link its text is shown before its destination is complete.
    public init(_ source: String, isPartial: Bool = false) {
        var text = MarkdownSource(Array(source.utf8))
        let lineCount = text.lines.count
        var placeholders = Placeholders(for: source)
        if let placeholders {
            text = text.applying(LineGuards.edits(of: text, guardMark: placeholders.guardMark))
        }
        guard var tree = CMarkTree(text.bytes) else {
            self.init(sections: [])
            return
        }
        var findsFormulas = true
        for _ in 0..<4 {
            guard var available = placeholders else { break }
            var edits: [MarkdownSource.Edit] = []
            if findsFormulas {
                edits = text.replacingFormulas(in: tree, placeholders: &available)
                findsFormulas = false
            }
            if edits.isEmpty { edits = text.repairs(tree, placeholders: &available) }
            placeholders = available
            text = text.applying(edits)
            guard !edits.isEmpty, let repaired = CMarkTree(text.bytes) else { break }
            tree = repaired
        }
        if isPartial {
            text = text.applying(UnfinishedEnding(source: text, tree: tree).edits())
            tree = CMarkTree(text.bytes) ?? tree
        }
        let blocks = BlockReader(source: text, placeholders: placeholders).blocks(of: tree.root)
        self.init(sections: Self.sections(blocks, lineCount: lineCount))
    }

    private static func sections(_ blocks: [BlockReader.Placed], lineCount: Int) -> [Section] {
        var sections: [Section] = []
        for (index, placed) in blocks.enumerated() {
            let previous = sections.last?.lines.lowerBound ?? 0
            let start = index == 0 ? 0 : min(max(placed.line ?? previous, previous), lineCount)
            if index > 0 { sections[index - 1].lines = previous..<start }
            sections.append(Section(block: placed.block, lines: start..<max(start, lineCount)))
        }
        return sections
    }
}

extension MarkdownSource {
    fileprivate func replacingFormulas(in tree: CMarkTree, placeholders: inout Placeholders) -> [Edit] {
        FormulaScanner.formulas(in: self, tree: tree).map { found in
            let first = line(of: found.range.lowerBound)
            let last = line(of: found.range.upperBound - 1)
            let formula = Placeholders.Formula(
                latex: latex(found.content, placeholders: placeholders),
                isDisplay: found.isDisplay,
                lines: origins[first]...max(origins[first], origins[last])
            )
            return Edit(
                found.range,
                placeholders.add(formula, source: placeholders.restored(text(found.range)))
            )
        }
    }

    /// A formula's lines without the marks of the quote and the indentation of the list that they are in.
    private func latex(_ content: Range<Int>, placeholders: Placeholders) -> String {
        let first = line(of: content.lowerBound)
        let isOneLine = content.upperBound <= lines[first].upperBound
        let quotes = isOneLine ? 0 : bytes[lines[first].lowerBound..<content.lowerBound].count { $0 == .greaterThan }
        let lines = (first...line(of: content.upperBound - 1)).map { line -> String in
            let range = self.content(ofLine: line).clamped(to: content)
            var rest = bytes[range]
            if line > first {
                rest = rest.drop(while: \.isBlank)
                for _ in 0..<quotes where rest.first == .greaterThan {
                    rest = rest.dropFirst().drop(while: \.isBlank)
                }
            }
            return placeholders.restored(String(decoding: rest, as: UTF8.self))
        }
        let text = lines.joined(separator: "\n").unicodeScalars
        let start = text.firstIndex { !$0.properties.isWhitespace } ?? text.endIndex
        let end = text.lastIndex { !$0.properties.isWhitespace }.map { text.index(after: $0) } ?? start
        return String(text[start..<end])
    }

    fileprivate func repairs(_ tree: CMarkTree, placeholders: inout Placeholders) -> [Edit] {
        var kept = placeholders
        let tables = TableRepair(source: self, tree: tree) { kept.add(text: "|") }.edits()
        placeholders = kept
        let definitions = DefinitionRepair(source: self, tree: tree, placeholders: kept).edits()
        return (tables + definitions).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}
