/// How much one message holds.
public struct MessageLimits: Sendable, Hashable {
    /// What Telegram takes: 4096 characters, of which it shows the first 100 entities.
    public static let telegram = MessageLimits()

    /// The longest text, in UTF-16 units. Telegram counts code points, of which there are never more.
    public var length: Int
    /// The most entities.
    public var entities: Int

    /// - Parameters:
    ///   - length: At least 2, so that any code point fits.
    ///   - entities: At least 1.
    public init(length: Int = 4096, entities: Int = 100) {
        precondition(length >= 2, "a message must have room for a code point of two UTF-16 units")
        precondition(entities >= 1, "a message must have room for an entity")
        self.length = length
        self.entities = entities
    }
}
