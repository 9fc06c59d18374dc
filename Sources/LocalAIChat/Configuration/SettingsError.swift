/// What is wrong with the configuration: a line for each thing.
struct SettingsError: Error, Sendable, Hashable {
    var problems: [SettingsProblem]
}

/// One thing that is wrong with the configuration; its description is one line, without any secret.
enum SettingsProblem: Sendable, Hashable, CustomStringConvertible {
    /// A value is not what is expected. `value` is `nil` where it may not be shown.
    case malformed(Setting.Name, origin: SettingOrigin, value: String?)
    case missing(Setting.Name, advice: String)
    /// A number is smaller than another setting's.
    case tooSmall(Setting.Name, origin: SettingOrigin, value: Int, least: Int, of: Setting.Name)
    case unknownKey(String, file: String)
    /// A key stands twice in a file, in capital and in small letters.
    case duplicate(Setting.Name, file: String)
    /// A line of a `.env` file is meant for the bot, but can't be read.
    case brokenLine(Setting.Name, file: String, line: Int, reason: String)
    /// A name of a `.env` file that is nearly a setting's.
    case similarName(String, Setting.Name, file: String, line: Int)
    case unreadable(SettingOrigin, reason: String)

    var description: String {
        switch self {
        case .malformed(let name, let origin, let value):
            let found = value.map { ", not \"\($0)\"" } ?? " (the value is not shown here)"
            return
                "\(origin.name(of: name.setting)) (\(origin.description)): expected \(name.setting.expected)\(found). "
                + "Example: \(origin.example(of: name.setting))"
        case .missing(let name, let advice):
            return "\(name.setting.name) is not set: expected \(name.setting.expected). "
                + "Example: \(SettingOrigin.environment.example(of: name.setting)). \(advice)"
        case .tooSmall(let name, let origin, let value, let least, let other):
            return
                "\(origin.name(of: name.setting)) (\(origin.description)): expected at least \(least), which is "
                + "\(other.setting.name), not \(value). Example: \(origin.example(of: name.setting, "\(least * 2)"))"
        case .unknownKey(let key, let file):
            let known = Setting.all.map(\.key)
            let nearest = known.min { $0.distance(to: key.lowercased()) < $1.distance(to: key.lowercased()) } ?? ""
            let isNear = nearest.distance(to: key.lowercased()) <= 3
            let similar = Setting.all.first { $0.key == nearest && isNear } ?? Setting.maxTokens
            let hint = isNear ? "did you mean \(nearest)?" : "expected one of \(known.joined(separator: ", "))."
            return "\(key) (\(file)): unknown key; \(hint) Example: \(SettingOrigin.file(file).example(of: similar))"
        case .duplicate(let name, let file):
            return "\(name.setting.key) (\(file)): expected once, not also as \(name.setting.name). "
                + "Example: \(SettingOrigin.file(file).example(of: name.setting))"
        case .brokenLine(let name, let file, let line, let reason):
            return
                "\(name.setting.name) (\(file), line \(line)): expected NAME=value, once and in one line; \(reason). "
                + "Example: \(SettingOrigin.environmentFile(file).example(of: name.setting))"
        case .similarName(let found, let name, let file, let line):
            return "\(found) (\(file), line \(line)): unknown name; did you mean \(name.setting.name)? "
                + "Example: \(SettingOrigin.environmentFile(file).example(of: name.setting))"
        case .unreadable(let origin, let reason):
            return "\(origin.description): expected settings, one to a line; \(reason). "
                + "Example: \(origin.example(of: .maxTokens))"
        }
    }
}

extension Setting {
    /// Names a setting of the table, as a value that can be compared.
    struct Name: Sendable, Hashable {
        let setting: Setting

        static func == (left: Name, right: Name) -> Bool { left.setting.name == right.setting.name }
        func hash(into hasher: inout Hasher) { hasher.combine(setting.name) }
    }
}

extension String {
    /// How many characters must be put in, left out or replaced to make `other` of this text (Levenshtein).
    func distance(to other: String) -> Int {
        let other = Array(other)
        var row = Array(0...other.count)
        for (i, character) in enumerated() {
            var diagonal = i
            row[0] = i + 1
            for (j, otherCharacter) in other.enumerated() {
                let replaced = diagonal + (character == otherCharacter ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(replaced, diagonal + 1, row[j] + 1)
            }
        }
        return row[other.count]
    }
}
