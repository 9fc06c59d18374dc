/// Makes a value of the text that an owner wrote, and can say what it wants to see.
struct ValueParser<Value: Sendable>: Sendable {
    /// What is expected, as it reads after "expected".
    let expected: String
    /// A value that parses, as one writes it in the environment.
    let example: String
    private let body: @Sendable (RawValue) -> Value?

    init(expected: String, example: String, list body: @escaping @Sendable (RawValue) -> Value?) {
        self.expected = expected
        self.example = example
        self.body = body
    }

    /// A parser of single values; white space around them does not count.
    init(expected: String, example: String, _ body: @escaping @Sendable (String) -> Value?) {
        self.init(expected: expected, example: example) { (raw: RawValue) in
            guard case .text(let text) = raw else { return nil }
            return body(text.trimmed)
        }
    }

    /// The value, or `nil` where the text is not what is expected.
    func parse(_ raw: RawValue) -> Value? { body(raw) }
}

extension ValueParser<Int> {
    static func integer(_ range: ClosedRange<Int>, example: String) -> ValueParser {
        let bounds = "from \(range.lowerBound) to \(range.upperBound)"
        return ValueParser(expected: "a whole number \(bounds)", example: example) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension ValueParser<Int?> {
    /// The same, or a word that stands for no number at all.
    static func integer(or word: String, _ range: ClosedRange<Int>, example: String) -> ValueParser {
        let integer = ValueParser<Int>.integer(range, example: example)
        return ValueParser(expected: "\(word), or \(integer.expected)", example: example) { text in
            if text.lowercased() == word { return .some(nil) }
            return integer.parse(.text(text)).map { .some($0) }
        }
    }
}

extension ValueParser<Double> {
    static func number(_ range: ClosedRange<Int>, example: String) -> ValueParser {
        let bounds = "from \(range.lowerBound) to \(range.upperBound)"
        return ValueParser(expected: "a number \(bounds)", example: example) { text in
            text.decimal.flatMap { Double(range.lowerBound)...Double(range.upperBound) ~= $0 ? $0 : nil }
        }
    }
}

extension ValueParser<String> {
    /// Any text in one line, such as a name or a key.
    static func word(_ expected: String, example: String) -> ValueParser {
        ValueParser(expected: expected, example: example) { text in
            text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } ? text : nil
        }
    }

    /// Any text, as it stands.
    static func anyText(_ expected: String, example: String) -> ValueParser {
        ValueParser(expected: expected, example: example) { (raw: RawValue) in
            guard case .text(let text) = raw else { return nil }
            return text
        }
    }
}

extension ValueParser where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of a few words.
    static func oneOf(example: Value) -> ValueParser {
        let words = Value.allCases.map(\.rawValue)
        return ValueParser(expected: "one of \(words.joined(separator: ", "))", example: example.rawValue) { text in
            Value(rawValue: text.lowercased())
        }
    }
}

extension String {
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// A number in digits: `Double` would also take `nan`, `inf` and `0x1p4`.
    var decimal: Double? {
        guard allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }) else { return nil }
        return Double(self)
    }
}
