/// A language that the bot speaks.
public enum Language: String, Sendable, CaseIterable {
    case en
    case ru
}
