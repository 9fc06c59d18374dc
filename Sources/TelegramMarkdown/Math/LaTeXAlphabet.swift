/// The alphabets of `\mathbb`, `\mathcal` and `\mathfrak`, whose letters mean something by their shape.
enum LaTeXAlphabet {
    case doubleStruck, script, fraktur

    init?(command: String) {
        switch command {
        case "mathbb", "Bbb": self = .doubleStruck
        case "mathcal", "mathscr": self = .script
        case "mathfrak": self = .fraktur
        default: return nil
        }
    }

    /// The letters that Unicode had before it had alphabets.
    private var exceptions: [Character: String] {
        switch self {
        case .doubleStruck: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ", "1": "𝟙"]
        case .script:
            [
                "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ",
                "o": "ℴ",
            ]
        case .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]
        }
    }

    private var firstCapital: UInt32 {
        switch self {
        case .doubleStruck: 0x1D538
        case .script: 0x1D49C
        case .fraktur: 0x1D504
        }
    }

    func letters(_ text: String) throws -> String {
        try text.map { character in
            if let exception = exceptions[character] { return exception }
            guard character.isASCII, character.isLetter, let value = character.unicodeScalars.first?.value else {
                throw LaTeXParser.NotReadable()
            }
            let offset = character.isUppercase ? value - 0x41 : value - 0x61 + 26
            return Unicode.Scalar(firstCapital + offset).map(String.init) ?? String(character)
        }.joined()
    }
}
