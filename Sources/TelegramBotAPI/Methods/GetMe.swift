/// Who the bot is; the simplest way to test a token.
public struct GetMe: BotAPIMethod {
    public typealias Result = User
    public static let name = "getMe"

    public init() {}
}
