/// A rich message to be sent: headings, lists and tables instead of a text with entities.
///
/// ``RichMessageLimits`` has its limits.
public struct InputRichMessage: Codable, Sendable, Hashable {
    public var blocks: [InputRichBlock]
    /// Whether it is shown from right to left.
    public var isRTL: Bool?
    /// Whether addresses, mentions and commands in the text stay plain text.
    public var skipEntityDetection: Bool?

    public init(blocks: [InputRichBlock], isRTL: Bool? = nil, skipEntityDetection: Bool? = nil) {
        self.blocks = blocks
        self.isRTL = isRTL
        self.skipEntityDetection = skipEntityDetection
    }

    enum CodingKeys: String, CodingKey {
        case blocks
        case isRTL = "is_rtl"
        case skipEntityDetection = "skip_entity_detection"
    }
}
