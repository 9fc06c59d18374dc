/// The label of an item of a list. What makes it one of an ordered list is its `type`, not its `value`.
enum RichListLabel {
    /// - Parameter index: the item's place in the list, from 0; its number where it has no `value`.
    static func text(of item: JSON, at index: Int) -> String {
        guard let type = item["type"]?.string, !type.isEmpty else { return "•" }
        let value = item["value"]?.integer ?? Int64(index + 1)
        let label =
            switch type {
            case "a" where value > 0: letters(value)
            case "A" where value > 0: letters(value).uppercased()
            case "i" where 1..<4000 ~= value: roman(value)
            case "I" where 1..<4000 ~= value: roman(value).uppercased()
            default: String(value)
            }
        return label + "."
    }

    /// a, b, … z, aa, ab, …
    private static func letters(_ value: Int64) -> String {
        var rest = value
        var letters: [Character] = []
        while rest > 0 {
            rest -= 1
            letters.append(Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(rest % 26))))
            rest /= 26
        }
        return String(letters.reversed())
    }

    private static func roman(_ value: Int64) -> String {
        let signs: [(Int64, String)] = [
            (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
            (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        var rest = value
        var text = ""
        for (amount, sign) in signs {
            while rest >= amount {
                text += sign
                rest -= amount
            }
        }
        return text
    }
}
