/// A cell of a table in a rich message.
public struct RichBlockTableCell: Codable, Sendable, Hashable {
    public enum Alignment: String, Codable, Sendable, Hashable {
        case left, center, right
    }

    public enum VerticalAlignment: String, Codable, Sendable, Hashable {
        case top, middle, bottom
    }

    /// What is in it; a cell with `nil` is not drawn.
    public var text: RichText?
    public var isHeader: Bool?
    public var align: Alignment
    public var valign: VerticalAlignment

    public init(
        text: RichText?,
        isHeader: Bool? = nil,
        align: Alignment = .left,
        valign: VerticalAlignment = .top
    ) {
        self.text = text
        self.isHeader = isHeader
        self.align = align
        self.valign = valign
    }

    enum CodingKeys: String, CodingKey {
        case text
        case isHeader = "is_header"
        case align
        case valign
    }
}
