/// One row of the table of settings: all that the flags, the files, the messages and the documentation need to know.
struct Setting: Sendable {
    /// The environment's name, such as `MAX_TOKENS`.
    let name: String
    /// The default as an owner would write it; `nil` where there is none.
    let defaultValue: String?
    /// What the default is in words, also where no value says it; `nil` where there is none.
    let defaultDescription: String?
    let meaning: String
    let expected: String
    let example: String
    /// A value that is shown nowhere.
    let isSecret: Bool
    /// Whether a malformed value may be repeated in a message: not where it could hold a password.
    let isPrintable: Bool
    /// Whether an empty text is a value; otherwise it counts as not set.
    let takesEmpty: Bool
    private let assign: @Sendable (RawValue, inout Settings) -> Bool

    /// The name in `localaichat.yaml`, such as `max_tokens`.
    var key: String { name.lowercased() }
    /// The flag without its dashes, such as `max-tokens`.
    var flag: String { String(key.map { $0 == "_" ? "-" : $0 }) }

    private init<Value>(
        _ name: String,
        _ parser: ValueParser<Value>,
        _ details: Details,
        _ meaning: String,
        assign: @escaping @Sendable (Value, inout Settings) -> Void
    ) {
        self.name = name
        self.defaultValue = details.defaultValue
        self.defaultDescription = details.defaultDescription
        self.meaning = meaning
        self.expected = parser.expected
        self.example = parser.example
        self.isSecret = details.isSecret
        self.isPrintable = details.isPrintable
        self.takesEmpty = details.takesEmpty
        self.assign = { raw, settings in
            guard let value = parser.parse(raw) else { return false }
            assign(value, &settings)
            return true
        }
    }

    /// Sets the value in `settings`.
    ///
    /// - Returns: Whether the value is what is expected.
    func set(_ raw: RawValue, in settings: inout Settings) -> Bool { assign(raw, &settings) }
}

extension Setting {
    /// What is not the same for every setting.
    struct Details: Sendable {
        fileprivate var defaultValue: String?
        fileprivate var defaultDescription: String?
        fileprivate var isSecret = false
        fileprivate var isPrintable = true
        fileprivate var takesEmpty = false

        /// There is no default.
        static let required = Details()
        static func `default`(_ value: String) -> Details {
            Details(defaultValue: value, defaultDescription: "`\(value)`")
        }
        /// Somebody else decides where it is not set.
        static func orElse(_ description: String) -> Details { Details(defaultDescription: description) }

        /// The value is shown nowhere.
        var secret: Details { with { $0.isSecret = true }.unprinted }
        /// A malformed value is not repeated, since it could hold a password.
        var unprinted: Details { with { $0.isPrintable = false } }
        /// An empty text is a value.
        var orEmpty: Details { with { $0.takesEmpty = true } }

        private func with(_ change: (inout Details) -> Void) -> Details {
            var copy = self
            change(&copy)
            return copy
        }
    }

    init<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Settings, Value> & Sendable,
        _ parser: ValueParser<Value>,
        _ details: Details,
        _ meaning: String
    ) {
        self.init(name, parser, details, meaning) { $1[keyPath: property] = $0 }
    }

    init<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Settings, Value?> & Sendable,
        _ parser: ValueParser<Value>,
        _ details: Details,
        _ meaning: String
    ) {
        self.init(name, parser, details, meaning) { $1[keyPath: property] = $0 }
    }
}
