/// Finds `||spoilers||` among the pieces of a line.
///
/// As with emphasis, what opens one is followed by text and what closes it follows text: `a || b` is neither.
enum Spoilers {
    typealias Item = InlineReader.Item

    static func resolve(_ items: some Sequence<Item>) -> [Item] {
        let items = Array(items)
        var result: [Item] = []
        /// Where in the result the bars stand that are open, and what is inside.
        var opening: Int?
        for (index, item) in items.enumerated() {
            guard case .bars = item else {
                append(item, to: &result)
                continue
            }
            if let start = opening, !endsInSpace(items[..<index]) {
                let inner = result[(start + 1)...].map { $0.inline }
                result.removeSubrange(start...)
                result.append(.inline(.spoiler(inner.compactMap(\.self))))
                opening = nil
            } else if opening == nil, !beginsWithSpace(items[(index + 1)...]) {
                opening = result.count
                result.append(.bars)
            } else {
                append(.inline(.text("||")), to: &result)
            }
        }
        if let start = opening {
            let rest = Array(result[(start + 1)...])
            result.removeSubrange(start...)
            append(.inline(.text("||")), to: &result)
            for item in rest { append(item, to: &result) }
        }
        return result
    }

    /// Texts side by side become one.
    private static func append(_ item: Item, to result: inout [Item]) {
        switch item {
        case .boundary: break
        case .inline(.text(let text)):
            if case .inline(.text(var before)) = result.last {
                // Taken out first, so that it grows in place.
                result.removeLast()
                before += text
                result.append(.inline(.text(before)))
            } else {
                result.append(item)
            }
        default: result.append(item)
        }
    }

    private static func endsInSpace(_ items: ArraySlice<Item>) -> Bool {
        switch items.last(where: { !$0.isBoundary }) {
        case .inline(.text(let text)): text.unicodeScalars.last?.properties.isWhitespace ?? true
        case .inline(.softBreak), .inline(.lineBreak), .bars, nil: true
        default: false
        }
    }

    private static func beginsWithSpace(_ items: ArraySlice<Item>) -> Bool {
        switch items.first(where: { !$0.isBoundary }) {
        case .inline(.text(let text)): text.unicodeScalars.first?.properties.isWhitespace ?? true
        case .inline(.softBreak), .inline(.lineBreak), .bars, nil: true
        default: false
        }
    }
}

extension InlineReader.Item {
    fileprivate var isBoundary: Bool {
        if case .boundary = self { true } else { false }
    }

    fileprivate var inline: MarkdownInline? {
        switch self {
        case .inline(let inline): inline
        case .display(let formula): .math(formula.latex)
        case .bars: .text("||")
        case .boundary: nil
        }
    }
}
