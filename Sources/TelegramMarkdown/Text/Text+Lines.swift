extension StringProtocol {
    var isBlank: Bool { utf16.allSatisfy(\.isBlank) }

    /// With `\n` for every line end: Telegram removes carriage returns, which would move the entities.
    func replacingLineEnds() -> String {
        guard utf8.contains(0x0D) else { return String(self) }
        return String(map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
    }

    /// With spaces up to every fourth column for a tab, which Telegram would make a single space.
    func expandingTabs() -> String {
        guard utf8.contains(0x09) else { return String(self) }
        var line = ""
        var column = 0
        for character in self {
            if character == "\t" {
                let width = 4 - column % 4
                line += String(repeating: " ", count: width)
                column += width
            } else {
                line.append(character)
                column += character.displayWidth
            }
        }
        return line
    }

    func trimmingTrailingBlanks() -> String {
        let units = Array(utf16)
        let end = (units.lastIndex { !$0.isBlank } ?? -1) + 1
        return String(decoding: units[..<end], as: UTF16.self)
    }
}
