/// Long answers, the same for the same seed.
struct LongDocument {
    private var random: SplitMix64
    private var number = 0

    init(seed: UInt64) {
        random = SplitMix64(state: seed)
    }

    /// Chapters of paragraphs with some formatting.
    func prose(bytes: Int) -> String {
        var writer = self
        var text = ""
        while text.utf8.count < bytes {
            text += "## Chapter \(writer.next())\n\n"
            for _ in 0..<4 { text += writer.sentence(words: 60) + "\n\n" }
        }
        return text
    }

    /// One block of code.
    func code(bytes: Int) -> String {
        var writer = self
        var text = "All of it in one file:\n\n```swift\n"
        while text.utf8.count < bytes {
            let name = writer.word() + String(writer.next())
            text += "func \(name)(_ x: Int) -> Int {\n    // \(writer.words(9)) **not bold**\n"
            text += "    guard x > \(writer.next()) else { return x | 1 }\n\n    return x * \(writer.next())\n}\n\n"
        }
        return text + "```\n\nThat is all.\n"
    }

    /// Lists, tables and quotes that are longer than a message.
    func structures(bytes: Int) -> String {
        var writer = self
        var text = ""
        for number in 1...120 {
            text += "\(number). \(writer.sentence(words: 12))\n"
            if number % 3 == 0 { text += "   - \(writer.sentence(words: 8))\n   - \(writer.words(3))\n" }
        }
        text += "\n| Key | Value |\n|-----|------:|\n"
        for _ in 0..<200 { text += "| \(writer.words(2)) | \(writer.next()) |\n" }
        text += "\n"
        while text.utf8.count < bytes { text += "> \(writer.sentence(words: 40))\n>\n" }
        return text + "\nThe end.\n"
    }

    private mutating func next() -> Int {
        number += 1
        return number
    }

    private mutating func sentence(words count: Int) -> String {
        let first = words(count / 3)
        let second = words(count / 3)
        let third = words(count / 3)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return "\(first) **\(second)** \(third)."
        case 1: return "\(first) *\(second)*, \(third)!"
        case 2: return "\(first) `\(second)` \(third) \(next())."
        case 3: return "\(first), [\(second)](https://example.org/\(next())) \(third)."
        case 4: return "\(first) — ~~\(second)~~ \(third)?"
        default: return "\(first) \(second) \(third)."
        }
    }

    private mutating func words(_ count: Int) -> String {
        (0..<max(count, 1)).map { _ in word() }.joined(separator: " ")
    }

    private mutating func word() -> String {
        Self.vocabulary[Int.random(in: 0..<Self.vocabulary.count, using: &random)]
    }

    private static let vocabulary = [
        "river", "mountain", "quietly", "seven", "window", "because", "letter", "under", "green", "walked", "morning",
        "river's", "остров", "тишина", "между", "письмо", "夜空", "静か", "بحر", "über", "naïve", "lamp", "paper",
    ]
}
