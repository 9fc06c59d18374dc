public import TelegramBotAPI

/// Cuts blocks into parts that each fit into one rich message.
///
/// A cut is made between two blocks if the part is at least half full by then, else inside the next block: between
/// items of a list, rows of a table (whose header is repeated), lines of code or words, with whatever is around it closed
/// and opened again. White space at a cut goes away; everything else is in exactly one part. A part depends on nothing that comes
/// after the block that it ends in or before, so that it stays as it is while an answer grows.
public enum RichSplitter {
    /// The parts in order; none for no blocks.
    ///
    /// - Parameters:
    ///   - blocks: As ``MarkdownDocument/richBlocks`` makes them: neither nested too deeply nor with tables too wide.
    ///   - limits: Of one message; at least 2 characters and 1 block.
    public static func split(
        _ blocks: [InputRichBlock],
        limits: RichMessageLimits = .telegram
    ) -> [[InputRichBlock]] {
        precondition(limits.characters >= 2 && limits.blocks >= 1, "a part must have room for a character in a block")
        var parts: [[InputRichBlock]] = []
        var rest = blocks
        while !rest.isEmpty {
            var filler = RichPartFiller(limits: limits)
            let cut = filler.fill(with: rest)
            if cut.head.isEmpty {
                // Not even its first piece fits while it is wrapped as it is.
                rest = rest[0].unwrapped + rest.dropFirst()
            } else {
                let isCutOff = cut.isBetweenBlocks && !cut.tail.isEmpty
                let kept = cut.head.count - (isCutOff ? cut.head.headingsAtEnd : 0)
                let part = cut.head[..<kept].visible(limit: limits.characters)
                if !part.isEmpty { parts.append(part) }
                rest = cut.head[kept...] + cut.tail
            }
        }
        return parts
    }
}

extension [InputRichBlock] {
    /// How many headings have lost what they are about to the next part; none if there is nothing else.
    fileprivate var headingsAtEnd: Int {
        let headings = reversed().prefix { if case .heading = $0 { true } else { false } }.count
        return headings == count ? 0 : headings
    }
}

extension InputRichBlock {
    /// The blocks in it by themselves.
    fileprivate var unwrapped: [InputRichBlock] {
        switch self {
        case .list(let items): items.flatMap(\.blocks).filter { $0 != .paragraph("") }
        case .blockquote(let blocks): blocks
        case .details(let summary, let blocks, _): [.paragraph(summary)] + blocks
        case .table(let table):
            table.cells.compactMap { row in
                RichText(joining: row.compactMap(\.text), separator: " | ").map { .paragraph($0) }
            }
        default: []
        }
    }
}

extension ArraySlice<InputRichBlock> {
    /// The blocks of a part. Telegram refuses a message in which nothing is written, so that rules by themselves are text.
    fileprivate func visible(limit: Int) -> [InputRichBlock] {
        if contains(where: \.hasText) { return Array(self) }
        return contains(.divider) ? [.paragraph(.plain(String("———".prefix(limit))))] : []
    }
}

extension InputRichBlock {
    fileprivate var hasText: Bool {
        switch self {
        case .paragraph(let text), .heading(let text, _), .pre(let text, _), .expandableBlockquote(let text),
            .footer(let text), .thinking(let text):
            !text.isInvisible
        case .divider: false
        case .mathematicalExpression(let expression): !expression.isInvisible
        case .list(let items): items.contains { $0.blocks.contains(where: \.hasText) }
        case .blockquote(let blocks): blocks.contains(where: \.hasText)
        case .details(let summary, let blocks, _): !summary.isInvisible || blocks.contains(where: \.hasText)
        case .table(let table): table.cells.joined().contains { !($0.text?.isInvisible ?? true) }
        }
    }
}
