import TelegramBotAPI

/// Fills one rich message with as much as belongs into it, and keeps count of what is left of its limits.
struct RichPartFiller {
    struct Cut {
        var head: [InputRichBlock] = []
        var tail: [InputRichBlock] = []
        /// Whether the cut left every block whole.
        var isBetweenBlocks = true
    }

    let limits: RichMessageLimits
    var used = RichMessageSize()

    init(limits: RichMessageLimits) {
        self.limits = limits
    }

    /// What of the blocks fits, at least as much as is needed for the part to be half full; and the rest.
    mutating func fill(with blocks: [InputRichBlock]) -> Cut {
        var cut = Cut()
        for (index, block) in blocks.enumerated() {
            let size = RichMessageSize(block)
            if fits(size) {
                used += size
                cut.head.append(block)
                continue
            }
            let (first, rest) = isHalfFull ? (nil, [block]) : self.cut(block)
            if let first {
                cut.head.append(first)
                cut.isBetweenBlocks = false
            }
            cut.tail = rest + blocks[(index + 1)...]
            break
        }
        return cut
    }

    var isHalfFull: Bool {
        used.characters * 2 >= limits.characters || used.blocks * 2 >= limits.blocks
    }

    func fits(_ size: RichMessageSize) -> Bool {
        let sum = used + size
        return sum.characters <= limits.characters && sum.blocks <= limits.blocks
    }

    /// As much of a block as fits, and the rest of it.
    private mutating func cut(_ block: InputRichBlock) -> (first: InputRichBlock?, rest: [InputRichBlock]) {
        let before = used
        let cut: (first: InputRichBlock?, rest: [InputRichBlock])? =
            switch block {
            case .paragraph(let text): self.cut(text) { .paragraph($0) }
            case .heading(let text, let size): self.cut(text) { .heading($0, size: size) }
            case .pre(let text, let language): self.cut(text, .lines) { .pre($0, language: language) }
            case .footer(let text): self.cut(text) { .footer($0) }
            case .thinking(let text): self.cut(text) { .thinking($0) }
            case .expandableBlockquote(let text): self.cut(text) { .expandableBlockquote($0) }
            case .divider: nil
            case .mathematicalExpression(let expression):
                // A formula is one piece. One that fits into no message is at least not lost.
                expression.utf16.count > limits.characters
                    ? self.cut(.plain(expression), .lines) { .pre($0, language: "latex") } : nil
            case .blockquote(let blocks): self.cut(blocks) { .blockquote($0) }
            case .details(let summary, let blocks, let isOpen):
                // The summary is shown again, or what it hides would not be hidden.
                self.cut(blocks, title: summary) { .details(summary: summary, blocks: $0, isOpen: isOpen) }
            case .list(let items): self.cut(items)
            case .table(let table): self.cut(table)
            }
        guard let cut else {
            used = before
            return (nil, [block])
        }
        return cut
    }

    private mutating func cut(
        _ text: RichText,
        _ kind: RichText.Cut = .words,
        as wrap: (RichText) -> InputRichBlock
    ) -> (first: InputRichBlock?, rest: [InputRichBlock])? {
        let room = limits.characters - used.characters
        guard room > 0, used.blocks < limits.blocks else { return nil }
        var rest = text.withoutFormulas(longerThan: limits.characters)
        while true {
            let (head, tail) = rest.cut(at: room, kind)
            if let head {
                used += RichMessageSize(characters: head.length, blocks: 1)
                return (wrap(head), tail.map { [wrap($0)] } ?? [])
            }
            // A start that can't be seen goes away; without one nothing fits.
            guard let tail else { return (nil, []) }
            guard tail.length < rest.length else { return nil }
            rest = tail
        }
    }

    private mutating func cut(
        _ blocks: [InputRichBlock],
        title: RichText? = nil,
        as wrap: ([InputRichBlock]) -> InputRichBlock
    ) -> (first: InputRichBlock?, rest: [InputRichBlock])? {
        used += RichMessageSize(characters: title?.length ?? 0, blocks: 1)
        let cut = fill(with: blocks)
        guard !cut.head.isEmpty else { return nil }
        return (wrap(cut.head), cut.tail.isEmpty ? [] : [wrap(cut.tail)])
    }

    private mutating func cut(_ items: [InputRichBlockListItem]) -> (first: InputRichBlock?, rest: [InputRichBlock])? {
        used.blocks += 1
        var head: [InputRichBlockListItem] = []
        var rest: [InputRichBlock] = []
        var following = items[...]
        while let item = following.first {
            let size = RichMessageSize(item)
            if fits(size) {
                used += size
                head.append(item)
                following.removeFirst()
                continue
            }
            guard !isHalfFull else { break }
            used.blocks += 1
            let cut = fill(with: item.blocks)
            guard !cut.head.isEmpty else { break }
            var first = item
            first.blocks = cut.head
            head.append(first)
            // The rest of an item goes on without its label, which would be there twice.
            rest = cut.tail
            following.removeFirst()
            break
        }
        guard !head.isEmpty else { return nil }
        return (.list(head), following.isEmpty ? rest : rest + [.list(Array(following))])
    }
}
