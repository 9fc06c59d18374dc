import Testing

@testable import TelegramMarkdown

/// All that a source shows is in its document, in order, and once.
@Suite struct ReadingLossTests {
    @Test(arguments: 0..<20)
    func randomDocuments(block: UInt64) {
        for seed in block * 50..<(block + 1) * 50 {
            var markdown = RandomMarkdown(seed: seed)
            let source = markdown.document(lines: Int(seed % 30) + 1)
            let words = PayloadWords.words(in: MarkdownDocument(source))
            #expect(words == PayloadWords.words(in: source), "seed \(seed)")
        }
    }

    @Test(arguments: [
        "# zaaa\n\nzaab **zaac** `zaad` [zaae](zaaf)\n- zaag\n  - zaah *zaai*\n1. zaaj\n\n```zaba\nzabb\n```\n> zabc\n> zabd\n",
        "| zaaa | zaab |\n|---|:-:|\n| `zaac|zaad` | zaae |\n| zaaf | zaag | zaah |\n\n![zaai](zaaj) <https://zaba.zabb>\n",
        "zaaa $zaab_1$ costs $5:\n$$\nzaac\n= zaad\n$$\nzaae \\(zaaf\\) ||zaag||\n\\[\nzaah\n\n- zaai\n\\]\n~~zaaj~~ <b>zaba</b>\n",
        "<div>\nzaaa\n<pre>\nzaab\n\nzaac</pre>\n\n[zaad]: zaae\n[zaaf]: zaag\n\n- [x] zaah\n- [ ] zaai\n\nzaaj\n===\n",
    ])
    func prefixes(source: String) {
        for end in source.unicodeScalars.indices {
            let prefix = String(source.unicodeScalars[..<end])
            #expect(PayloadWords.words(in: MarkdownDocument(prefix)) == PayloadWords.words(in: prefix), "\(prefix)")
        }
    }

    @Test func sectionsCoverTheLinesOnceAndInOrder() {
        for seed in UInt64(0)..<500 {
            var markdown = RandomMarkdown(seed: seed)
            let source = markdown.document(lines: Int(seed % 30) + 1)
            let document = MarkdownDocument(source)
            let lines = MarkdownSource(Array(source.utf8)).lines.count
            var end = 0
            for section in document.sections {
                #expect(section.lines.lowerBound == end, "seed \(seed)")
                end = section.lines.upperBound
            }
            if !document.sections.isEmpty { #expect(end == lines, "seed \(seed)") }
        }
    }

    @Test(arguments: [
        ("a\n\nb\n", [0..<2, 2..<3]),
        ("\n\na\r\n\r\n# b\rc", [0..<4, 4..<5, 5..<6]),
        ("a\n| b |\n|---|\n| c |\n\nd", [0..<1, 1..<5, 5..<6]),
        ("a\n| b |\n|---|", [0..<1, 1..<3]),
        ("a\n$$\nb\n\nc\n$$\nd\n\n```\ne\n", [0..<1, 1..<6, 6..<8, 8..<10]),
        ("[x]: y\n[z]: w\n\n[z]\n\n- a\n- b\n", [0..<3, 3..<5, 5..<7]),
        ("$$\na\n$$\n\n$$\nb\n$$\n\n\\[\nc\n\\]\nd", [0..<4, 4..<8, 8..<11, 11..<12]),
    ])
    func linesOfSections(source: String, lines: [Range<Int>]) {
        #expect(MarkdownDocument(source).sections.map(\.lines) == lines)
    }
}
