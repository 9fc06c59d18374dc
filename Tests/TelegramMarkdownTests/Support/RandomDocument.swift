import TelegramMarkdown

/// Blocks of everything that there is, in whatever order and depth.
struct RandomDocument {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(state: seed) }

    mutating func blocks(depth: Int = 0, atMost most: Int) -> [MarkdownBlock] {
        (0..<Int.random(in: 0...most, using: &random)).map { _ in block(depth: depth) }
    }

    private mutating func block(depth: Int) -> MarkdownBlock {
        switch Int.random(in: 0..<(depth < 3 ? 12 : 6), using: &random) {
        case 0...2: return .paragraph(inlines(depth: 0))
        case 3: return .heading(level: Int.random(in: 1...6, using: &random), inlines(depth: 0))
        case 4: return .code(code(), language: Bool.random(using: &random) ? "swift" : nil)
        case 5: return Bool.random(using: &random) ? .thematicBreak : .math(pick([#"\frac{a}{b}"#, "x + y", ""]))
        case 6, 7: return .quote(blocks(depth: depth + 1, atMost: 4))
        case 8: return .table(table())
        default: return .list(list(depth: depth))
        }
    }

    private mutating func list(depth: Int) -> MarkdownList {
        let isTask = Int.random(in: 0..<4, using: &random) == 0
        return MarkdownList(
            start: Bool.random(using: &random) ? Int.random(in: 0...100, using: &random) : nil,
            isTight: Bool.random(using: &random),
            items: (0..<Int.random(in: 1...4, using: &random)).map { _ in
                MarkdownList.Item(
                    isChecked: isTask ? Bool.random(using: &random) : nil,
                    blocks: blocks(depth: depth + 1, atMost: 3)
                )
            }
        )
    }

    private mutating func table() -> MarkdownTable {
        let columns = Int.random(in: 1...5, using: &random)
        func row(_ inlines: () -> [MarkdownInline]) -> [MarkdownTable.Cell] { (0..<columns).map { _ in inlines() } }
        return MarkdownTable(
            alignments: (0..<columns).map { _ in pick([nil, .left, .center, .right]) },
            header: row { inlines(depth: 2) },
            rows: (0..<Int.random(in: 0...5, using: &random)).map { _ in row { inlines(depth: 2) } }
        )
    }

    private mutating func inlines(depth: Int) -> [MarkdownInline] {
        (0..<Int.random(in: 0...(depth == 0 ? 8 : 3), using: &random)).map { _ in inline(depth: depth) }
    }

    private mutating func inline(depth: Int) -> MarkdownInline {
        switch Int.random(in: 0..<(depth < 4 ? 18 : 8), using: &random) {
        case 0...4: return .text(text())
        case 5: return pick([.softBreak, .lineBreak])
        case 6: return .code(pick([text(), " ", "a b", " x "]))
        case 7: return .math(pick([#"\alpha"#, "a^2", #"\frac{1}{2}"#]))
        case 8, 9: return .emphasis(inlines(depth: depth + 1))
        case 10, 11: return .strong(inlines(depth: depth + 1))
        case 12: return .strikethrough(inlines(depth: depth + 1))
        case 13: return .spoiler(inlines(depth: depth + 1))
        case 14: return .image(inlines(depth: depth + 1), source: pick(Self.destinations))
        default: return .link(inlines(depth: depth + 1), destination: pick(Self.destinations))
        }
    }

    private mutating func code() -> String {
        (0..<Int.random(in: 0...8, using: &random))
            .map { _ in String(repeating: pick([" ", "\t"]), count: Int.random(in: 0...4, using: &random)) + text() }
            .joined(separator: "\n")
    }

    private mutating func text() -> String {
        (0..<Int.random(in: 0...6, using: &random)).map { _ in pick(Self.words) }.joined(
            separator: pick(["", " ", " "])
        )
    }

    private mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }

    private static let words = [
        "a", "word", "слово", "漢字", "مرحبا", " ", "  ", "\n", "👍🏽", "👩‍💻", "e\u{301}", "🇫🇷", "x\u{200D}", ".", "—", "\r\n",
        "\t",
        "Kindergartenplatzvergabeverfahrensordnung", "\u{200B}", "<b>", "1️⃣", "\u{A0}",
    ]

    private static let destinations = [
        "https://example.com/a_(b)", "http://localhost:8080", "docs/a.md", "", "mailto:a@b.example",
        "tg://resolve?domain=a",
    ]
}
