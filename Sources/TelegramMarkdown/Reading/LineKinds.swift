/// Which block each line of a source belongs to.
struct LineKinds {
    enum Kind: Hashable {
        /// Text in a block or a table's row; the number tells it from its neighbours.
        case text(Int)
        case row(Int)
        case indentedCode
        /// Fenced code or HTML, which is shown as it is.
        case verbatim
        case other
    }

    private(set) var kinds: [Kind]

    init(_ tree: CMarkTree, lineCount: Int) {
        kinds = Array(repeating: .other, count: lineCount)
        var number = 0
        for node in tree.root.descendants {
            guard let first = node.firstLine, let last = node.lastLine, first <= last else { continue }
            number += 1
            switch node.kind {
            case .paragraph, .heading: fill(first...last, .text(number))
            case .code: fill(first...last, node.isFenced ? .verbatim : .indentedCode)
            case .html: fill(first...last, .verbatim)
            case .table:
                let header = node.headerLine ?? first
                if first < header { fill(first...header - 1, .text(number)) }
                for row in header...max(header, last) {
                    number += 1
                    fill(row...row, .row(number))
                }
            default: break
            }
        }
    }

    private mutating func fill(_ lines: ClosedRange<Int>, _ kind: Kind) {
        for line in lines.clamped(to: 0...max(kinds.count - 1, 0)) where kinds.indices.contains(line) {
            kinds[line] = kind
        }
    }
}

extension CMarkNode {
    /// The line of a table's header. cmark takes the lines of a paragraph right above for the table's.
    var headerLine: Int? {
        if let row = firstChild?.next?.firstLine { return row - 2 }
        return lastLine.map { $0 - 1 }
    }
}
