/// Makes inlines of cmark's nodes.
struct InlineReader {
    /// Emphasis in emphasis and so on; what is deeper has no markup.
    static let deepestNesting = 32

    /// A piece of a line before spoilers are found.
    enum Item {
        case inline(MarkdownInline)
        case display(Placeholders.Formula)
        /// Two pipes.
        case bars
        /// Nothing, between two texts that are not to become one.
        case boundary
    }

    let placeholders: Placeholders?

    func inlines(of parent: CMarkNode) -> [MarkdownInline] {
        inlines(items(of: parent, depth: 0))
    }

    func inlines(_ items: some Sequence<Item>) -> [MarkdownInline] {
        Spoilers.resolve(items).reduce(into: []) { inlines, item in
            switch item {
            case .inline(let inline): inlines.append(inline)
            case .display(let formula): inlines.append(.math(formula.latex))
            case .bars, .boundary: break
            }
        }
    }

    func items(of parent: CMarkNode, depth: Int = 0) -> [Item] {
        var items: [Item] = []
        for node in parent.children {
            append(node, depth: depth, to: &items)
        }
        return items
    }

    private func append(_ node: CMarkNode, depth: Int, to items: inout [Item]) {
        switch node.kind {
        case .text: append(text: node.literal, to: &items)
        case .softBreak: items.append(.inline(.softBreak))
        case .lineBreak: items.append(.inline(.lineBreak))
        case .inlineCode: items.append(.inline(.code(restored(node.literal))))
        case .inlineHTML: append(html: restored(node.literal), to: &items)
        default:
            if depth < Self.deepestNesting {
                append(container: node, depth: depth, to: &items)
            } else {
                for leaf in node.descendants where leaf.firstChild == nil && leaf.kind.isInlineLeaf {
                    append(leaf, depth: depth, to: &items)
                }
            }
        }
    }

    private func append(container node: CMarkNode, depth: Int, to items: inout [Item]) {
        let inner = self.items(of: node, depth: depth + 1)
        switch node.kind {
        case .emphasis: items.append(.inline(.emphasis(inlines(inner))))
        case .strong: items.append(.inline(.strong(inlines(inner))))
        case .strikethrough: items.append(.inline(.strikethrough(inlines(inner))))
        case .link, .image:
            let destination = restored(node.destination)
            var description = inlines(inner)
            guard !destination.isEmpty else {
                items += inner
                return
            }
            if description.isEmpty { description = [.text(destination)] }
            items.append(
                .inline(
                    node.kind == .link
                        ? .link(description, destination: destination) : .image(description, source: destination)
                )
            )
        default: items += inner
        }
    }

    private func append(text: String, to items: inout [Item]) {
        guard let placeholders else {
            appendPlain(text[...], to: &items)
            return
        }
        for piece in placeholders.pieces(of: text) {
            switch piece {
            case .text(let text): appendPlain(text[...], to: &items)
            case .guardMark: items.append(.boundary)
            case .formula(let formula):
                items.append(formula.isDisplay ? .display(formula) : .inline(.math(formula.latex)))
            }
        }
    }

    private func appendPlain(_ text: Substring, to items: inout [Item]) {
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        var index = start
        while index < scalars.endIndex {
            guard scalars[index] == "|" else {
                index = scalars.index(after: index)
                continue
            }
            let pipes = index
            while index < scalars.endIndex, scalars[index] == "|" { index = scalars.index(after: index) }
            guard scalars.distance(from: pipes, to: index) == 2 else { continue }
            if start < pipes { items.append(.inline(.text(String(scalars[start..<pipes])))) }
            items.append(.bars)
            start = index
        }
        if start < scalars.endIndex { items.append(.inline(.text(String(scalars[start...])))) }
    }

    /// Only a line's break is one; any other tag is shown as it is.
    private func append(html: String, to items: inout [Item]) {
        let tag = html.lowercased().filter { !$0.isWhitespace }
        if tag == "<br>" || tag == "<br/>" {
            items.append(.inline(.lineBreak))
        } else {
            items += Self.lines(html).map { .inline($0) }
        }
    }

    /// Text with its lines' ends as breaks.
    static func lines(_ text: String) -> [MarkdownInline] {
        var inlines: [MarkdownInline] = []
        for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            if !inlines.isEmpty || line.startIndex != text.startIndex { inlines.append(.softBreak) }
            let line = line.last == "\r" ? line.dropLast() : line
            if !line.isEmpty { inlines.append(.text(String(line))) }
        }
        return inlines
    }

    func restored(_ text: String) -> String {
        placeholders?.restored(text) ?? text
    }
}

extension CMarkNode.Kind {
    fileprivate var isInlineLeaf: Bool {
        switch self {
        case .text, .softBreak, .lineBreak, .inlineCode, .inlineHTML: true
        default: false
        }
    }
}
