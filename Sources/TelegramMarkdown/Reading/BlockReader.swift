/// Makes blocks of cmark's nodes.
struct BlockReader {
    /// Lists and quotes in each other; what is deeper loses its container, not its text.
    static let deepestNesting = 32

    /// A block, and the line of the document where it begins if it is known.
    struct Placed {
        var block: MarkdownBlock
        var line: Int?
    }

    let source: MarkdownSource
    let placeholders: Placeholders?
    private let inlineReader: InlineReader

    init(source: MarkdownSource, placeholders: Placeholders?) {
        self.source = source
        self.placeholders = placeholders
        inlineReader = InlineReader(placeholders: placeholders)
    }

    func blocks(of parent: CMarkNode, depth: Int = 0) -> [Placed] {
        parent.children.flatMap { node -> [Placed] in
            switch node.kind {
            case .quote where depth >= Self.deepestNesting, .list where depth >= Self.deepestNesting: flattened(node)
            case .quote: [placed(.quote(inner(node, depth: depth)), node)]
            case .list: [placed(.list(list(node, depth: depth)), node)]
            default: leaf(node)
            }
        }
    }

    private func inner(_ node: CMarkNode, depth: Int) -> [MarkdownBlock] {
        blocks(of: node, depth: depth + 1).map(\.block)
    }

    private func list(_ node: CMarkNode, depth: Int) -> MarkdownList {
        let items = node.children.map { item in
            MarkdownList.Item(isChecked: item.isChecked, blocks: inner(item, depth: depth))
        }
        return MarkdownList(start: node.listStart, isTight: node.isTight, items: items)
    }

    private func flattened(_ node: CMarkNode) -> [Placed] {
        node.descendants.flatMap { leaf($0) }
    }

    /// A block without blocks in it; of an HTML block or a paragraph there may be several.
    private func leaf(_ node: CMarkNode) -> [Placed] {
        switch node.kind {
        case .paragraph: paragraph(node)
        case .heading: [placed(.heading(level: node.headingLevel, inlineReader.inlines(of: node)), node)]
        case .code: [placed(code(node), node)]
        case .html: html(node)
        case .thematicBreak: [placed(.thematicBreak, node)]
        case .table: [Placed(block: .table(table(node)), line: node.headerLine.flatMap(origin))]
        default: []
        }
    }

    private func placed(_ block: MarkdownBlock, _ node: CMarkNode) -> Placed {
        Placed(block: block, line: node.firstLine.flatMap(origin))
    }

    private func origin(ofLine line: Int) -> Int? {
        source.origins.indices.contains(line) ? source.origins[line] : nil
    }

    private func code(_ node: CMarkNode) -> MarkdownBlock {
        var text = inlineReader.restored(node.literal)
        if text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
        let language = inlineReader.restored(node.fenceInfo).split(whereSeparator: \.isWhitespace).first
        return .code(text, language: language.map(String.init))
    }

    private func html(_ node: CMarkNode) -> [Placed] {
        var text = inlineReader.restored(node.literal)
        while text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
        return [placed(.paragraph(InlineReader.lines(text)), node)]
    }

    private func table(_ node: CMarkNode) -> MarkdownTable {
        let columns = node.columnCount
        var rows = node.children.map { row in
            var cells = row.children.map { inlineReader.inlines(of: $0) }
            while cells.count < columns { cells.append([]) }
            return cells
        }
        let header = rows.isEmpty ? [] : rows.removeFirst()
        return MarkdownTable(alignments: node.alignments, header: header, rows: rows)
    }

    /// A display with lines of its own is a block of its own, also between lines of text.
    private func paragraph(_ node: CMarkNode) -> [Placed] {
        let items = inlineReader.items(of: node)
        var result: [Placed] = []
        var start = 0
        var line = node.firstLine.flatMap(origin)
        func take(to end: Int) {
            var text = items[start..<end]
            while text.first?.isSpace == true { text.removeFirst() }
            while text.last?.isSpace == true { text.removeLast() }
            let inlines = inlineReader.inlines(text)
            if !inlines.isEmpty { result.append(Placed(block: .paragraph(inlines), line: line)) }
        }
        for (index, item) in items.enumerated() {
            guard case .display(let formula) = item, isAlone(index, in: items) else { continue }
            take(to: index)
            result.append(Placed(block: .math(formula.latex), line: formula.lines.lowerBound))
            start = index + 1
            line = formula.lines.upperBound + 1
        }
        take(to: items.count)
        return result
    }

    private func isAlone(_ index: Int, in items: [InlineReader.Item]) -> Bool {
        let before = items[..<index].last { !$0.isBlank }
        let after = items[(index + 1)...].first { !$0.isBlank }
        return (before?.isBreak ?? true) && (after?.isBreak ?? true)
    }
}

extension InlineReader.Item {
    fileprivate var isBreak: Bool {
        switch self {
        case .inline(.softBreak), .inline(.lineBreak): true
        default: false
        }
    }

    fileprivate var isBlank: Bool {
        switch self {
        case .inline(.text(let text)): text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        case .boundary: true
        default: false
        }
    }

    fileprivate var isSpace: Bool { isBreak || isBlank }
}
