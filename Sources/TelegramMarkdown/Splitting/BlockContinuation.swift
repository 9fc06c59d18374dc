/// How a block is cut at one of its lines, and goes on behind the cut.
struct BlockContinuation {
    private let source: MarkdownSource
    private let section: MarkdownDocument.Section

    init(source: MarkdownSource, section: MarkdownDocument.Section) {
        self.source = source
        self.section = section
    }

    /// Whether an item of the list begins at a line, not of a list in the list.
    func isItem(_ line: Int) -> Bool {
        guard case .list = section.block else { return false }
        return marker(line) != nil && indentation(line).count <= indentation(section.lines.lowerBound).count
    }

    func isAfterBlank(_ line: Int) -> Bool {
        line > 0 && source.text(source.lines[line - 1]).isBlank && !source.text(source.lines[line]).isBlank
    }

    /// The ways to cut before a line, the simplest first.
    func cuts(atLine line: Int) -> [SourceCutter.Cut] {
        let start = source.lines[line].lowerBound
        let head = source.text(0..<start)
        let rest = source.text(start..<source.bytes.count)
        let plain = SourceCutter.Cut(head: head, rest: rest)
        switch section.block {
        case .code:
            return fence(before: line).map { [closed(plain, at: line, by: $0)] } ?? [plain]
        case .table:
            return tables(plain, at: line) + [plain]
        case .list(let list):
            if let fence = fence(before: line) { return [closed(plain, at: line, by: fence)] }
            if isItem(line), list.start != nil { return [numbered(plain), plain] }
            let indentation = indentation(line)
            return indentation.isEmpty ? [plain] : [dedented(plain, by: indentation, from: line), plain]
        case .quote:
            return fence(before: line).map { [closed(plain, at: line, by: $0)] } ?? [plain]
        case .paragraph, .heading, .math, .thematicBreak:
            return [plain]
        }
    }

    private func fence(before line: Int) -> OpenFence? {
        OpenFence(in: source, lines: section.lines.lowerBound..<line)
    }

    private func closed(_ cut: SourceCutter.Cut, at line: Int, by fence: OpenFence) -> SourceCutter.Cut {
        var cut = cut
        cut.head += fence.closing
        cut.rest = fence.opening + cut.rest
        guard !fence.indentation.isEmpty else { return cut }
        return SourceCutter.Cut(head: cut.head, rest: Self.dedented(cut.rest, by: String(fence.indentation)))
    }

    /// Without the indentation that a line's item has, which would make code of it.
    private func dedented(_ cut: SourceCutter.Cut, by indentation: String, from line: Int) -> SourceCutter.Cut {
        SourceCutter.Cut(head: cut.head, rest: Self.dedented(cut.rest, by: indentation))
    }

    private static func dedented(_ text: String, by indentation: String) -> String {
        var result = ""
        var rest = text[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(where: \.isNewline).map { rest.index(after: $0) } ?? rest.endIndex
            let line = rest[..<end]
            guard line.hasPrefix(indentation) || line.isBlank else { break }
            result += line.hasPrefix(indentation) ? line.dropFirst(indentation.count) : line
            rest = rest[end...]
        }
        return result + rest
    }

    /// With the number that the item has, whatever the source calls it.
    private func numbered(_ cut: SourceCutter.Cut) -> SourceCutter.Cut {
        guard case .list(let before)? = MarkdownDocument(cut.head).sections.last?.block, let start = before.start,
            let digits = cut.rest.firstIndex(where: { $0 != " " })
        else { return cut }
        let rest = cut.rest[digits...].drop { $0.isASCII && $0.isNumber }
        return SourceCutter.Cut(
            head: cut.head,
            rest: cut.rest[..<digits] + String(start &+ before.items.count) + rest
        )
    }

    private func tables(_ cut: SourceCutter.Cut, at line: Int) -> [SourceCutter.Cut] {
        let first = section.lines.lowerBound
        // A table's header is of no use without a row.
        guard line > first + 2, case .table(let table) = section.block else { return [] }
        let delimiters = source.text(source.lines[first + 1])
        let blank = "|" + String(repeating: " |", count: table.header.count) + "\n"
        return [blank, source.text(source.lines[first])].map {
            SourceCutter.Cut(head: cut.head, rest: $0 + delimiters + cut.rest)
        }
    }

    private func indentation(_ line: Int) -> String {
        let bytes = source.bytes[source.content(ofLine: line)].prefix(while: \.isBlank)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func marker(_ line: Int) -> Substring? {
        let text = source.text(source.content(ofLine: line)).drop { $0 == " " || $0 == "\t" }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let mark = text.dropFirst(digits.count)
        guard let first = mark.first, (digits.isEmpty ? "-*+" : ".)").contains(first) else { return nil }
        guard mark.dropFirst().first.map({ $0 == " " || $0 == "\t" }) ?? true else { return nil }
        return mark
    }
}
