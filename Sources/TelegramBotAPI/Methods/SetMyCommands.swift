/// Sets the bot's menu of commands.
public struct SetMyCommands: BotAPIMethod {
    public typealias Result = Bool
    public static let name = "setMyCommands"

    /// At most 100.
    public var commands: [BotCommand]
    /// A two-letter ISO 639-1 code; without it, for the people for whose language there is no other menu.
    public var languageCode: String?

    public init(commands: [BotCommand], languageCode: String? = nil) {
        self.commands = commands
        self.languageCode = languageCode
    }

    enum CodingKeys: String, CodingKey {
        case commands
        case languageCode = "language_code"
    }
}
