/// A table in a rich message.
public struct InputRichBlockTable: Codable, Sendable, Hashable {
    /// Its rows, from the top; at most 20 columns.
    public var cells: [[RichBlockTableCell]]
    public var isBordered: Bool?
    public var isStriped: Bool?
    /// Whether the cells are set closer together.
    public var isCompact: Bool?
    public var caption: RichText?

    public init(
        cells: [[RichBlockTableCell]],
        isBordered: Bool? = nil,
        isStriped: Bool? = nil,
        isCompact: Bool? = nil,
        caption: RichText? = nil
    ) {
        self.cells = cells
        self.isBordered = isBordered
        self.isStriped = isStriped
        self.isCompact = isCompact
        self.caption = caption
    }

    enum CodingKeys: String, CodingKey {
        case cells
        case isBordered = "is_bordered"
        case isStriped = "is_striped"
        case isCompact = "is_compact"
        case caption
    }
}
