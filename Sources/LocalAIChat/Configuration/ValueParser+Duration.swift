extension ValueParser<Duration> {
    /// A time in seconds, or with a unit: `90`, `90s`, `15m`, `1.5h`, `30d`.
    ///
    /// - Parameters:
    ///   - lowest: The shortest time that is taken, in the same notation.
    ///   - highest: The longest one.
    static func duration(from lowest: String, to highest: String, example: String) -> ValueParser {
        let expected = "seconds, or a number with s, m, h or d, from \(lowest) to \(highest)"
        return ValueParser(expected: expected, example: example) { text in
            guard let seconds = text.seconds, let least = lowest.seconds, let most = highest.seconds,
                least <= seconds, seconds <= most
            else { return nil }
            return .milliseconds(Int64((seconds * 1000).rounded()))
        }
    }
}

extension ValueParser<Duration?> {
    /// The same, or a word that stands for no time at all.
    static func duration(or word: String, from lowest: String, to highest: String, example: String) -> ValueParser {
        let duration = ValueParser<Duration>.duration(from: lowest, to: highest, example: example)
        return ValueParser(expected: "\(word), or \(duration.expected)", example: example) { text in
            if text.lowercased() == word { return .some(nil) }
            return duration.parse(.text(text)).map { .some($0) }
        }
    }
}

extension String {
    fileprivate var seconds: Double? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
        guard let unit = last.flatMap({ units[$0] ?? units[Character($0.lowercased())] }) else { return decimal }
        return String(dropLast()).trimmed.decimal.map { $0 * unit }
    }
}
