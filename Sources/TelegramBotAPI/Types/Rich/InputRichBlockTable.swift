/// A table in a rich message.
public struct InputRichBlockTable: Codable, Sendable, Hashable {
    /// Its rows, from the top; at most 20 columns.
    public var cells: [[RichBlockTableCell]]
    public var isBordered: Bool?
    public var isStriped: Bool?
    /// Whether the cells are set closer together.
    public var isCompact: Bool?

    public init(
        cells: [[RichBlockTableCell]],
        isBordered: Bool? = nil,
        isStriped: Bool? = nil,
        isCompact: Bool? = nil
    ) {
        self.cells = cells
        self.isBordered = isBordered
        self.isStriped = isStriped
        self.isCompact = isCompact
    }

    enum CodingKeys: String, CodingKey {
        case cells
        case isBordered = "is_bordered"
        case isStriped = "is_striped"
        case isCompact = "is_compact"
    }
}
