/// What a rich message may hold at most.
///
/// From "Rich message limits" of the Bot API's documentation.
public struct RichMessageLimits: Sendable, Hashable {
    /// Characters of text, formulas among them; counted in UTF-16 units to be on the safe side.
    public var characters: Int
    /// Blocks, with those in other blocks; an item of a list and a row of a table count as one each, too.
    public var blocks: Int
    /// Levels of blocks in blocks and of formatting in formatting, taken together.
    public var levels: Int
    public var tableColumns: Int

    public static let telegram = RichMessageLimits(characters: 32_768, blocks: 500, levels: 16, tableColumns: 20)

    public init(characters: Int, blocks: Int, levels: Int, tableColumns: Int) {
        self.characters = characters
        self.blocks = blocks
        self.levels = levels
        self.tableColumns = tableColumns
    }
}
