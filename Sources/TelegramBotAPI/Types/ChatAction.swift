/// What the bot is seen to be doing.
public enum ChatAction: String, Codable, Sendable {
    case typing
}
