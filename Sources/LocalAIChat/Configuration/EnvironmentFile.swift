import Foundation

/// A `.env` file: its variables, and what is wrong with those that are meant for the bot.
///
/// Such files serve other programs too: their lines are taken as far as they can be read, and never complained about.
struct EnvironmentFile: Sendable {
    private(set) var variables: [String: String] = [:]
    private(set) var problems: [SettingsProblem] = []

    /// - Parameters:
    ///   - data: The file's contents, in UTF-8 with or without a byte order mark.
    ///   - name: What messages call the file.
    /// - Throws: Where the file is not text in UTF-8.
    init(data: Data, name: String) throws(SettingsError) {
        let mark = Data([0xEF, 0xBB, 0xBF])
        let bytes = data.starts(with: mark) ? data.dropFirst(mark.count) : data
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            let reason = "the file is not text in UTF-8"
            throw SettingsError(problems: [.unreadable(.environmentFile(name), reason: reason)])
        }
        self.init(text: text, name: name)
    }

    /// Reads `NAME=value` lines.
    ///
    /// `export` before the name is left out. In double quotes `\n`, `\t`, `\"` and `\\` are understood, in single quotes
    /// nothing is; without quotes a value ends before ` #`.
    init(text: String, name file: String = ".env") {
        var lineNumbers: [String: Int] = [:]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = String(line).trimmed
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let number = index + 1
            guard let (name, text) = Self.assignment(in: line) else {
                if let setting = Setting.begun(by: line) {
                    let reason = "there is no = behind the name"
                    problems.append(.brokenLine(.init(setting: setting), file: file, line: number, reason: reason))
                }
                continue
            }
            let value = Self.value(text)
            guard let setting = Setting.all.first(where: { $0.name == name }) else {
                variables[name] = value ?? text
                if let setting = Setting.meant(by: name) {
                    let shown = Redaction().applied(to: name.escapedToOneLine)
                    problems.append(.similarName(shown, .init(setting: setting), file: file, line: number))
                }
                continue
            }
            guard let value else {
                let reason = "the quote is not closed in this line"
                problems.append(.brokenLine(.init(setting: setting), file: file, line: number, reason: reason))
                continue
            }
            if let first = lineNumbers[name] {
                let reason = "it stands in line \(first) already"
                problems.append(.brokenLine(.init(setting: setting), file: file, line: number, reason: reason))
                continue
            }
            lineNumbers[name] = number
            variables[name] = value
        }
    }

    /// The two sides of a line's `=`; `nil` where what stands before it is no name.
    private static func assignment(in line: String) -> (name: String, value: String)? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        var name = String(line[..<equals]).trimmed
        if name.hasPrefix("export ") { name = String(name.dropFirst("export ".count)).trimmed }
        guard !name.isEmpty, name != "export", !name.contains(where: { $0.isWhitespace || $0 == ":" }) else {
            return nil
        }
        return (name, String(line[line.index(after: equals)...]).trimmed)
    }

    /// The value that `text` says; `nil` where it is in quotes and the closing one is missing.
    private static func value(_ text: String) -> String? {
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
        return nil
    }
}

extension Setting {
    /// The setting whose name is a line's first word, also as `localaichat.yaml` has it.
    fileprivate static func begun(by line: String) -> Setting? {
        let word = line.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        let isYAML = line[word.endIndex...].hasPrefix(":")
        return all.first { $0.name == word || isYAML && $0.key == word }
    }

    /// The setting whose name is nearly `name`.
    ///
    /// The short names, such as `STOP`, are close to too many of other programs: with them only the spelling may differ.
    fileprivate static func meant(by name: String) -> Setting? {
        let key = name.lowercased().replacing("-", with: "_")
        return all.first { $0.key == key } ?? all.first { $0.key.count >= 8 && $0.key.distance(to: key) <= 2 }
    }
}
