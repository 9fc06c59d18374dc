extension StringProtocol {
    /// How many cells of a monospaced font it takes.
    var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Character {
    /// How many cells of a monospaced font it takes: 2 where it is East Asian and wide, or an emoji of whatever length;
    /// 0 where it only joins or combines.
    var displayWidth: Int {
        if let ascii = asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
        if isEmoji { return 2 }
        return unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }

    private var isEmoji: Bool {
        guard let first = unicodeScalars.first else { return false }
        if first.properties.isEmojiPresentation { return true }
        // A heart or a digit is text, unless it is told to be an emoji.
        return first.properties.isEmoji && unicodeScalars.contains { $0 == "\u{FE0F}" || $0.properties.isEmojiModifier }
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: break
        }
        switch value {
        // The vowels and final consonants of Hangul are drawn into their syllable.
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF,
            0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
