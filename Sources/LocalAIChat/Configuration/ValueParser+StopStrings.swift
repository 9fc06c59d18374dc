extension ValueParser<[String]> {
    /// A list of a YAML file, or text with commas between the strings.
    ///
    /// In text, `\n` and `\t` stand for a line feed and a tab, `\,` for a comma and `\\` for a backslash. White space
    /// belongs to a string: it may be what the model is to stop at.
    static func stopStrings(example: String) -> ValueParser {
        let expected = #"strings with commas between them (\n, \t, \, and \\ are understood), or a list in YAML"#
        return ValueParser(expected: expected, example: example) { (raw: RawValue) in
            switch raw {
            case .list(let strings): strings.contains("") ? nil : strings
            case .text(let text): split(text)
            }
        }
    }

    private static func split(_ text: String) -> [String]? {
        var strings: [String] = []
        var string = ""
        var isEscaped = false
        for character in text {
            switch (isEscaped, character) {
            case (false, "\\"):
                isEscaped = true
                continue
            case (false, ","):
                strings.append(string)
                string = ""
            case (true, "n"): string.append("\n")
            case (true, "t"): string.append("\t")
            case (true, ","), (true, "\\"), (false, _): string.append(character)
            case (true, _): return nil
            }
            isEscaped = false
        }
        strings.append(string)
        return isEscaped || strings.contains("") ? nil : strings
    }
}
