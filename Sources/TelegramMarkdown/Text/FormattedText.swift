public import TelegramBotAPI

/// A text and what in it is bold, code or a link, as `sendMessage` takes them.
public struct FormattedText: Sendable, Hashable, Codable {
    public var text: String
    /// Sorted by offset, the longer ones first; nested or apart, never partly overlapping.
    public var entities: [MessageEntity]

    public init(_ text: String, entities: [MessageEntity] = []) {
        self.text = text
        self.entities = entities
    }
}
