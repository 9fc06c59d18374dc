/// A command in a bot's menu.
public struct BotCommand: Codable, Sendable, Hashable {
    /// 1–32 lower-case letters, digits and underscores, without the slash.
    public var command: String
    /// 1–256 characters.
    public var description: String

    public init(command: String, description: String) {
        self.command = command
        self.description = description
    }
}
