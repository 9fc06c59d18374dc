/// Pieces of the corpus's answers one after the other, damaged at random; the same for the same seed.
struct ShuffledDocument {
    let source: String

    init(seed: UInt64) {
        var random = SplitMix64(state: seed)
        var text = ""
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            guard let lines = Self.documents.randomElement(using: &random) else { continue }
            let start = Int.random(in: 0..<lines.count, using: &random)
            let end = min(start + Int.random(in: 1...8, using: &random), lines.count)
            text += lines[start..<end].joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
        }
        var characters = Array(text)
        for _ in 0..<Int.random(in: 0...8, using: &random) where !characters.isEmpty {
            let place = Int.random(in: 0..<characters.count, using: &random)
            if Bool.random(using: &random) {
                characters.remove(at: place)
            } else if let markup = Self.markup.randomElement(using: &random) {
                characters.insert(contentsOf: Array(markup), at: place)
            }
        }
        source = String(characters)
    }

    private static let documents = CorpusDocument.files.map {
        $0.source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    private static let markup = [
        "*", "**", "_", "`", "```", "~~~", "\n```\n", "$", "$$", "\\(", "\\]", "\\[", "|", "||", "[", "](", ")", "<",
        ">",
        "\n> ", "\n- ", "\n  1. ", "\n\n", "\n", "~~", "\\", "&", "#", "\n---\n", "\n| a | b |\n|---|---|\n", "    ",
        "\t",
        "!", ":", "<br>", "https://x.org", "👩‍💻", "\u{301}", "\u{200B}", "\r\n", "\u{0}",
    ]
}
