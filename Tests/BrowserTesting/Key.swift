/// A key of the keyboard, perhaps with others held.
public struct Key: Sendable {
    var value: String
    var held: [String] = []

    public static let tab = Key(value: "\u{E004}")
    public static let enter = Key(value: "\u{E007}")
    public static let escape = Key(value: "\u{E00C}")
    public static let space = Key(value: " ")
    public static let up = Key(value: "\u{E013}")
    public static let down = Key(value: "\u{E015}")
    public static let home = Key(value: "\u{E011}")
    public static let end = Key(value: "\u{E010}")

    public var withShift: Key { Key(value: value, held: held + ["\u{E008}"]) }
    public var withControl: Key { Key(value: value, held: held + ["\u{E009}"]) }
}
