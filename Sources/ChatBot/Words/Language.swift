/// A language that the bot speaks.
public enum Language: String, Sendable, CaseIterable {
    case en
    case ru

    /// The language of a person.
    ///
    /// - Parameters:
    ///   - languageCode: The IETF tag that Telegram tells of them, such as `ru` or `en-GB`.
    ///   - fallback: For those who speak none of the bot's languages, or of whom Telegram tells nothing.
    init(languageCode: String?, fallback: Language) {
        let primary = languageCode?.split(whereSeparator: { $0 == "-" || $0 == "_" }).first?.lowercased()
        self = primary.flatMap(Language.init(rawValue:)) ?? fallback
    }
}
