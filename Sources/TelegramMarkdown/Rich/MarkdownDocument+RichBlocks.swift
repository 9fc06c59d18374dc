public import TelegramBotAPI

extension MarkdownDocument {
    /// The document as blocks of a rich message, of any number and length: ``RichSplitter`` makes messages of them.
    ///
    /// Headings, lists, tables, code and formulas are Telegram's own. What is nested too deeply for a rich message, or is
    /// in a table with too many columns, is shown in another way; nothing is left out.
    public var richBlocks: [InputRichBlock] {
        let renderer = RichRenderer()
        return sections.flatMap { renderer.blocks($0.block, level: 1) }
    }
}
