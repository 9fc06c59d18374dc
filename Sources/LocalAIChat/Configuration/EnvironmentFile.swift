/// The variables of a `.env` file.
enum EnvironmentFile {
    /// Reads `NAME=value` lines; other lines are skipped, since such files serve other programs too.
    ///
    /// `export` before the name is left out. In double quotes `\n`, `\t`, `\"` and `\\` are understood, in single quotes
    /// nothing is; without quotes a value ends before ` #`. The last line with a name wins.
    static func variables(in text: String) -> [String: String] {
        var variables: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let line = String(line).trimmed
            guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
            var name = String(line[..<equals]).trimmed
            if name.hasPrefix("export ") { name = String(name.dropFirst("export ".count)).trimmed }
            guard !name.isEmpty, name != "export" else { continue }
            variables[name] = value(String(line[line.index(after: equals)...]).trimmed)
        }
        return variables
    }

    private static func value(_ text: String) -> String {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            guard !text.hasPrefix("#") else { return "" }
            return text.firstRange(of: " #").map { String(text[..<$0.lowerBound]).trimmed } ?? text
        }
        var value = ""
        var isEscaped = false
        for character in text.dropFirst() {
            switch (isEscaped, character) {
            case (false, quote): return value
            case (false, "\\") where quote == "\"":
                isEscaped = true
                continue
            case (true, "n"): value.append("\n")
            case (true, "t"): value.append("\t")
            case (true, "\""), (true, "\\"), (false, _): value.append(character)
            case (true, _): value.append("\\" + String(character))
            }
            isEscaped = false
        }
        // The closing quote is missing: better the text as it stands than half of it.
        return text
    }
}
