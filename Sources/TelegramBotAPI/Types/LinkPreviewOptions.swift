/// Whether a link in a message is shown with a preview.
public struct LinkPreviewOptions: Codable, Sendable, Hashable {
    public var isDisabled: Bool?

    public init(isDisabled: Bool? = nil) {
        self.isDisabled = isDisabled
    }

    enum CodingKeys: String, CodingKey {
        case isDisabled = "is_disabled"
    }
}
