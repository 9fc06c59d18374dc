/// Markdown as language models write it, read.
///
/// Any text is a document: what is not Markdown, or not yet, is text. Half-written markup of a growing answer is read as
/// far as it can be.
public struct MarkdownDocument: Sendable, Hashable {
    /// A block at the top, and where it stands in the source.
    public struct Section: Sendable, Hashable {
        public var block: MarkdownBlock
        /// The lines of the source that the block comes from, from 0; a section's end where the next begins.
        public var lines: Range<Int>
    }

    public var sections: [Section]

    public init(sections: [Section]) {
        self.sections = sections
    }
}
