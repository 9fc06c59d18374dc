/// A line of the page's panel: what the program beside the sandbox wants shown of itself.
public struct SandboxFigure: Sendable, Hashable {
    /// What the value is, in the languages of the page.
    public struct Name: Sendable, Hashable {
        public var en: String
        public var ru: String

        public init(en: String, ru: String) {
            self.en = en
            self.ru = ru
        }
    }

    public var name: Name
    /// As it is shown, in either language.
    public var value: String

    public init(name: Name, value: String) {
        self.name = name
        self.value = value
    }

    var json: JSON {
        ["name": ["en": .string(name.en), "ru": .string(name.ru)], "value": .string(value)]
    }
}
