extension FormattedText {
    /// What a document looks like in Telegram, of any length; ``split(_:)`` makes messages of it.
    ///
    /// Telegram knows no headings, lists, tables or formulas: they become bold text, bullets, an aligned `pre` and
    /// Unicode. Nothing that can be read in the document is left out; where a link can't be one in Telegram, its
    /// destination follows in parentheses.
    public init(_ document: MarkdownDocument) {
        self.init(document.sections.map(\.block))
    }

    init(_ blocks: [MarkdownBlock]) {
        var composer = TextComposer()
        composer.append(blocks, isTight: false)
        self = composer.finish()
    }
}
