/// A block of a rich message: the Bot API's `RichBlock`.
public indirect enum SandboxRichBlock: Sendable, Hashable {
    case paragraph(SandboxRichText)
    /// A heading; `size` is 1 (the largest) to 6.
    case heading(SandboxRichText, size: Int)
    case preformatted(SandboxRichText, language: String?)
    case footer(SandboxRichText)
    case divider
    /// A mathematical expression in LaTeX.
    case mathematicalExpression(String)
    /// A place that links of the message can lead to; nothing is seen of it.
    case anchor(name: String)
    case list([SandboxRichListItem])
    case quotation([SandboxRichBlock], credit: SandboxRichText?)
    case expandableQuotation(SandboxRichText, credit: SandboxRichText?)
    /// A quotation with centered text.
    case pullQuotation(SandboxRichText, credit: SandboxRichText?)
    case table(SandboxRichTable)
    case details(summary: SandboxRichText, [SandboxRichBlock], isOpen: Bool)
    /// "Thinking…", in drafts only.
    case thinking(SandboxRichText)

    /// What is read on the screen, a line for each block, list item or table row; cells are set apart by tabs. Labels of list items,
    /// languages and dividers are no part of it, and what is folded is.
    public var text: String {
        switch self {
        case .paragraph(let text), .heading(let text, _), .preformatted(let text, _), .footer(let text),
            .thinking(let text):
            text.text
        case .divider, .anchor: ""
        case .mathematicalExpression(let expression): expression
        case .list(let items): items.map(\.blocks).map(\.text).joined(separator: "\n")
        case .quotation(let blocks, let credit): Self.lines([blocks.text, credit?.text])
        case .expandableQuotation(let text, let credit), .pullQuotation(let text, let credit):
            Self.lines([text.text, credit?.text])
        case .table(let table):
            Self.lines(
                [table.caption?.text] + table.rows.map { $0.map { $0.text?.text ?? "" }.joined(separator: "\t") }
            )
        case .details(let summary, let blocks, _): Self.lines([summary.text, blocks.text])
        }
    }

    private static func lines(_ lines: [String?]) -> String {
        lines.compactMap { $0 }.joined(separator: "\n")
    }
}

/// An item of a list in a rich message.
public struct SandboxRichListItem: Sendable, Hashable {
    /// `•`, or the number or letter of an ordered list with its point.
    public var label: String
    /// Whether its box is checked; nil where it has none.
    public var isChecked: Bool?
    public var blocks: [SandboxRichBlock]
}

/// A table in a rich message.
public struct SandboxRichTable: Sendable, Hashable {
    public struct Cell: Sendable, Hashable {
        /// Nil: the cell is invisible.
        public var text: SandboxRichText?
        public var isHeader = false
        public var columns = 1
        public var rows = 1
        /// `left`, `center` or `right`.
        public var alignment: String
        /// `top`, `middle` or `bottom`.
        public var verticalAlignment: String
    }

    public var rows: [[Cell]]
    public var caption: SandboxRichText?
    public var isBordered = false
    public var isStriped = false
    public var isCompact = false
}

extension [SandboxRichBlock] {
    /// The text of all of them, those without one left out.
    var text: String {
        compactMap { block in
            switch block {
            case .divider, .anchor: nil
            default: block.text
            }
        }.joined(separator: "\n")
    }
}
