import ChatBot

/// A `LANGUAGE` as gettext has it: locales with colons between, such as `ru_RU:en`, the preferred one first.
///
/// Many desktops and shells set it, without thinking of the bot (GNU gettext, 2.3 "Setting the locale").
struct LocaleList: Sendable, Hashable {
    /// The language of the first locale; `nil` where it is none of the bot's.
    var language: Language?

    /// - Parameter text: A variable's value. `nil` comes out where it is one word, which may be meant for the bot.
    init?(_ text: String) {
        guard text.contains(where: { "_:".contains($0) }) else { return nil }
        let code = text.trimmed.prefix { $0.isASCII && $0.isLetter }
        language = Language(rawValue: code.lowercased())
    }
}
