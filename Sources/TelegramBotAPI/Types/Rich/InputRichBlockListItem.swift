/// An item of a list in a rich message.
public struct InputRichBlockListItem: Codable, Sendable, Hashable {
    /// How an ordered list's label is written.
    public enum Label: String, Codable, Sendable, Hashable {
        case lowercaseLetters = "a"
        case uppercaseLetters = "A"
        case lowercaseRoman = "i"
        case uppercaseRoman = "I"
        case decimal = "1"
    }

    public var blocks: [InputRichBlock]
    public var hasCheckbox: Bool?
    public var isChecked: Bool?
    /// The number of its label; items of an ordered list have one.
    public var value: Int?
    public var type: Label?

    public init(
        blocks: [InputRichBlock],
        hasCheckbox: Bool? = nil,
        isChecked: Bool? = nil,
        value: Int? = nil,
        type: Label? = nil
    ) {
        self.blocks = blocks
        self.hasCheckbox = hasCheckbox
        self.isChecked = isChecked
        self.value = value
        self.type = type
    }

    enum CodingKeys: String, CodingKey {
        case blocks
        case hasCheckbox = "has_checkbox"
        case isChecked = "is_checked"
        case value
        case type
    }
}
