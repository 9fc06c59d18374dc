/// Markdown in which each word has a number of its own, so that a lost or a repeated one is found.
struct RandomSource {
    private var random: SplitMix64
    private var count = 0

    init(seed: UInt64) { random = SplitMix64(state: seed) }

    mutating func markdown(blocks: Int) -> String {
        (0..<blocks).map { _ in block() }.joined(separator: "\n\n") + "\n"
    }

    private mutating func block() -> String {
        switch Int.random(in: 0..<9, using: &random) {
        case 0: return "## " + line(3)
        case 1: return lines(6).map { "> " + $0 }.joined(separator: "\n")
        case 2: return lines(8).map { "- " + $0 }.joined(separator: "\n")
        case 3: return lines(8).enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
        case 4:
            return lines(5).map { "* \($0)\n" + lines(3).map { "    - \($0)" }.joined(separator: "\n") }
                .joined(separator: "\n")
        case 5: return "```swift\n" + lines(12).map { "    " + $0 }.joined(separator: "\n") + "\n```"
        case 6:
            let rows = (0..<6).map { _ in "| \(word()) | **\(word())** |" }
            return "| \(word()) | \(word()) |\n|---|--:|\n" + rows.joined(separator: "\n")
        case 7: return line(60)
        default: return lines(4).joined(separator: "\n")
        }
    }

    private mutating func lines(_ most: Int) -> [String] {
        (0..<Int.random(in: 1...most, using: &random)).map { _ in line(8) }
    }

    private mutating func line(_ most: Int) -> String {
        (0..<Int.random(in: 1...most, using: &random)).map { _ in piece() }.joined(separator: " ")
    }

    private mutating func piece() -> String {
        switch Int.random(in: 0..<16, using: &random) {
        case 0: "**\(word()) \(word())**"
        case 1: "*\(word())*"
        case 2: "`\(word())`"
        case 3: "[\(word())](https://example.com/a)"
        case 4: "~~\(word()) \(word())~~"
        default: word()
        }
    }

    private mutating func word() -> String {
        count += 1
        return "w\(count)"
    }
}
