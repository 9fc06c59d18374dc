/// A block of a Markdown document.
public indirect enum MarkdownBlock: Sendable, Hashable {
    case paragraph([MarkdownInline])
    /// - Parameter level: 1–6, the largest first.
    case heading(level: Int, [MarkdownInline])
    /// Fenced or indented code, without the newline at its end.
    case code(String, language: String?)
    case quote([MarkdownBlock])
    case list(MarkdownList)
    case table(MarkdownTable)
    /// A formula of its own, in LaTeX without its delimiters.
    case math(String)
    case thematicBreak
}

/// A list, with the lists in its items.
public struct MarkdownList: Sendable, Hashable {
    public struct Item: Sendable, Hashable {
        /// Of a task: whether it is done.
        public var isChecked: Bool?
        public var blocks: [MarkdownBlock]

        public init(isChecked: Bool? = nil, blocks: [MarkdownBlock]) {
            self.isChecked = isChecked
            self.blocks = blocks
        }
    }

    /// The number of the first item; `nil` in a list of bullets.
    public var start: Int?
    /// Whether no blank lines are between the items.
    public var isTight: Bool
    public var items: [Item]

    public init(start: Int?, isTight: Bool, items: [Item]) {
        self.start = start
        self.isTight = isTight
        self.items = items
    }
}

/// A table: rows of as many cells as its header has.
public struct MarkdownTable: Sendable, Hashable {
    public enum Alignment: String, Sendable, Hashable {
        case left, center, right
    }

    public typealias Cell = [MarkdownInline]

    /// One for each column; `nil` where the document does not say.
    public var alignments: [Alignment?]
    public var header: [Cell]
    public var rows: [[Cell]]

    public init(alignments: [Alignment?], header: [Cell], rows: [[Cell]]) {
        self.alignments = alignments
        self.header = header
        self.rows = rows
    }
}
