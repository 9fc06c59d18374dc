/// What is compared of two texts: letters, digits and pictures in their order, without white space, punctuation and marks.
struct Letters: Equatable, CustomStringConvertible {
    private(set) var scalars: [Unicode.Scalar]

    init(_ text: String) {
        scalars = text.unicodeScalars.filter(Self.isCompared)
    }

    /// A list's bullets and boxes, and what stands for bytes that are no text; beside it the lines of a drawn table.
    private static let ignored: Set<Unicode.Scalar> = ["☑", "☐", "◦", "▪", "\u{FFFD}"]

    private static func isCompared(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .otherSymbol, .currencySymbol,
            .privateUse:
            return !ignored.contains(scalar) && !(0x2500...0x257F ~= scalar.value)
        default:
            return false
        }
    }

    var description: String { String(String.UnicodeScalarView(scalars)) }

    /// In another order, so that texts can be compared that differ only in theirs.
    var sorted: Letters {
        var letters = self
        letters.scalars.sort()
        return letters
    }

    /// Where two texts part, in words; `nil` where they do not.
    func difference(from expected: Letters) -> String? {
        guard self != expected else { return nil }
        let common = zip(scalars, expected.scalars).prefix { $0 == $1 }.count
        let start = max(0, common - 15)
        func excerpt(_ letters: Letters) -> String {
            String(String.UnicodeScalarView(letters.scalars[min(start, letters.scalars.count)...].prefix(50)))
        }
        return "shown …\(excerpt(self))… instead of …\(excerpt(expected))…"
    }
}
