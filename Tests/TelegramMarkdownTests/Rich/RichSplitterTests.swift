import TelegramBotAPI
import TelegramMarkdown
import Testing

@Suite struct RichSplitterTests {
    private static func limits(_ characters: Int, blocks: Int = 100) -> RichMessageLimits {
        RichMessageLimits(characters: characters, blocks: blocks, levels: 16, tableColumns: 20)
    }

    private static func items(_ texts: [RichText], from value: Int) -> [InputRichBlockListItem] {
        texts.enumerated().map { .init(blocks: [.paragraph($1)], value: value + $0, type: .decimal) }
    }

    private static func rows(_ rows: [[RichText]], header: [RichText]? = nil) -> InputRichBlock {
        let header = header.map { [$0.map { RichBlockTableCell(text: $0, isHeader: true) }] } ?? []
        return .table(InputRichBlockTable(cells: header + rows.map { $0.map { RichBlockTableCell(text: $0) } }))
    }

    private static let cases: [(blocks: [InputRichBlock], limits: RichMessageLimits, parts: [[InputRichBlock]])] = [
        ([], limits(10), []),
        ([.paragraph("a"), .divider], limits(10), [[.paragraph("a"), .divider]]),
        // Between blocks, if the part is half full.
        ([.paragraph("12345"), .paragraph("123456")], limits(10), [[.paragraph("12345")], [.paragraph("123456")]]),
        // Else in the block.
        (
            [.paragraph("1234"), .paragraph("ab cd ef")], limits(10),
            [[.paragraph("1234"), .paragraph("ab cd")], [.paragraph("ef")]]
        ),
        // A heading goes with what it is about.
        (
            [.paragraph("12345"), .heading("h", size: 1), .paragraph("123456")], limits(10),
            [[.paragraph("12345")], [.heading("h", size: 1), .paragraph("123456")]]
        ),
        // By the number of blocks.
        (
            [.divider, .paragraph("a"), .divider, .paragraph("b")], limits(10, blocks: 2),
            [[.divider, .paragraph("a")], [.divider, .paragraph("b")]]
        ),
        // Telegram refuses a message without a text.
        ([.divider, .divider], limits(10), [[.paragraph("———")]]),
        ([.list([.init(blocks: [.paragraph("")])])], limits(10), []),
        // At a line rather than a word, if the first part is half full.
        ([.paragraph("abcde\nf g hij")], limits(9), [[.paragraph("abcde")], [.paragraph("f g hij")]]),
        ([.paragraph("a\nfgh ij klm")], limits(9), [[.paragraph("a\nfgh ij")], [.paragraph("klm")]]),
        ([.paragraph("abc def")], limits(3), [[.paragraph("abc")], [.paragraph("def")]]),
        ([.paragraph("abcdefgh")], limits(3), [[.paragraph("abc")], [.paragraph("def")], [.paragraph("gh")]]),
        // Never inside a character, unless it is longer than a part.
        ([.paragraph("a👨‍👩‍👧b")], limits(8), [[.paragraph("a")], [.paragraph("👨‍👩‍👧")], [.paragraph("b")]]),
        (
            [.paragraph("e\u{301}\u{302}\u{303}")], limits(2),
            [[.paragraph("e\u{301}")], [.paragraph("\u{302}\u{303}")]]
        ),
        ([.paragraph(" e\u{301}\u{302}")], limits(2), [[.paragraph("e\u{301}")], [.paragraph("\u{302}")]]),
        // Formatting is closed and opened again.
        (
            [.paragraph(["a ", .bold([.italic("bc de"), " fg"]), .url("hi", url: "u")])], limits(7),
            [
                [.paragraph(["a ", .bold(.italic("bc de"))])],
                [.paragraph([.bold("fg"), .url("hi", url: "u")])],
            ]
        ),
        // A formula is whole; one that fits nowhere becomes code.
        (
            [.paragraph(["ab", .mathematicalExpression("x + y")])], limits(6),
            [[.paragraph("ab")], [.paragraph(.mathematicalExpression("x + y"))]]
        ),
        (
            [.paragraph(["ab", .mathematicalExpression("xxx + yy")])], limits(6),
            [[.paragraph(["ab", .code("xxx")])], [.paragraph(.code("+ yy"))]]
        ),
        (
            [.mathematicalExpression("xxx + yyy")], limits(6),
            [[.pre("xxx +", language: "latex")], [.pre(" yyy", language: "latex")]]
        ),
        // Code at lines, whose indentation stays.
        (
            [.pre("abcd\n  ef\n\n  gh", language: "c")], limits(9),
            [[.pre("abcd\n  ef", language: "c")], [.pre("\n  gh", language: "c")]]
        ),
        // Lists between items; numbers go on.
        (
            [.list(items(["abc", "def", "gh"], from: 4))], limits(5),
            [[.list(items(["abc"], from: 4))], [.list(items(["def", "gh"], from: 5))]]
        ),
        // In an item that is too long; the rest of it has no label.
        (
            [.list(items(["abc def gh", "x"], from: 4))], limits(5),
            [
                [.list(items(["abc"], from: 4))], [.paragraph("def")],
                [.paragraph("gh"), .list(items(["x"], from: 5))],
            ]
        ),
        // Tables between rows, below the same header.
        (
            [rows([["abc"], ["def"], ["g"]], header: ["h"])], limits(5),
            [[rows([["abc"]], header: ["h"])], [rows([["def"], ["g"]], header: ["h"])]]
        ),
        ([rows([["abc", "d"], ["e", "f"]])], limits(5), [[rows([["abc", "d"]])], [rows([["e", "f"]])]]),
        // In a row that is too long, each cell in its share.
        ([rows([["ab cd", "xyz"]])], limits(6), [[rows([["ab", "xyz"]])], [rows([["cd", ""]])]]),
        // Quotes are closed and opened again.
        (
            [.blockquote([.paragraph("abc"), .paragraph("def")])], limits(5),
            [[.blockquote([.paragraph("abc")])], [.blockquote([.paragraph("def")])]]
        ),
        (
            [.details(summary: "s", blocks: [.paragraph("abc"), .divider, .paragraph("def")])], limits(5),
            [
                [.details(summary: "s", blocks: [.paragraph("abc"), .divider])],
                [.details(summary: "s", blocks: [.paragraph("def")])],
            ]
        ),
        (
            [.expandableBlockquote("abc def")], limits(5),
            [[.expandableBlockquote("abc")], [.expandableBlockquote("def")]]
        ),
        // What can't be wrapped within the limits is not.
        ([.blockquote([.paragraph("abc")])], limits(5, blocks: 1), [[.paragraph("abc")]]),
        ([rows([["a", "b"]])], limits(5, blocks: 1), [[.paragraph("a | b")]]),
        // A start that can't be seen is no part.
        ([.pre("\n\n\n\n\nabc")], limits(3), [[.pre("\nab")], [.pre("c")]]),
    ]

    @Test(arguments: cases)
    func cuts(blocks: [InputRichBlock], limits: RichMessageLimits, parts: [[InputRichBlock]]) {
        #expect(RichSplitter.split(blocks, limits: limits) == parts)
    }

    /// Everything in everything, with limits from the smallest.
    @Test(arguments: [2, 3, 7, 20, 50, 200], [1, 2, 3, 5, 10, 100])
    func losesNothing(characters: Int, blocks: Int) {
        let inner: [InputRichBlock] = [
            .heading("heading one", size: 2),
            .paragraph(["some ", .bold(["bold ", .italic("words here")]), " and ", .mathematicalExpression("a^2+b^2")]),
            .pre("if true {\n    return\n}", language: "swift"),
            Self.rows([["first cell", "second"], ["third", "fourth one"]], header: ["h1", "h2"]),
            .divider,
            .mathematicalExpression("e = m c^2"),
            .expandableBlockquote("a long quote of some words"),
        ]
        let nested: [InputRichBlock] = [
            .paragraph("start of it"), .list([.init(blocks: inner + [.list(Self.items(["x1", "x2"], from: 1))])]),
            .blockquote(inner), .paragraph("the end"),
        ]
        let limits = Self.limits(characters, blocks: blocks)
        let parts = RichSplitter.split(nested, limits: limits)
        for part in parts { #expect(RichCheck.problems(in: part, limits: limits) == []) }
        let letters = RichCheck.text(of: nested).filter { $0.isLetter || $0.isNumber }
        let shown = RichCheck.text(of: parts.flatMap(\.self)).filter { $0.isLetter || $0.isNumber }
        // A row's cells are cut side by side, and a header is there again.
        if characters >= 50, blocks >= 10 {
            #expect(shown.replacing("h1h2", with: "") == letters.replacing("h1h2", with: ""))
        }
        var missing = Dictionary(letters.map { ($0, 1) }, uniquingKeysWith: +)
        for letter in shown { missing[letter, default: 0] -= 1 }
        #expect(missing.values.allSatisfy { $0 <= 0 }, "lost \(missing.filter { $0.value > 0 })")
    }

    /// A part is final as soon as the next one begins.
    @Test(arguments: [5, 12, 30], [4, 9, 100])
    func neverChangesEarlierParts(characters: Int, blocks: Int) {
        let limits = Self.limits(characters, blocks: blocks)
        let words = (0..<60).map { "word\($0)" }
        let growing: [@Sendable (Int) -> [InputRichBlock]] = [
            { [.paragraph(.plain(words[...$0].joined(separator: " ")))] },
            { [.pre(.plain(words[...$0].joined(separator: "\n")), language: "c")] },
            { words[...$0].enumerated().map { $0 % 3 == 0 ? .heading(.plain($1), size: 1) : .paragraph(.plain($1)) } },
            { [.paragraph("ab"), .list(Self.items(words[...$0].map { .plain($0) }, from: 1))] },
            { [.paragraph("ab"), .list(Self.items([.plain(words[...$0].joined(separator: " "))], from: 1))] },
            { [.paragraph("abcd ef"), .blockquote(words[...$0].map { .paragraph(.plain($0)) })] },
            { [.paragraph("a"), Self.rows(words[...$0].map { [.plain($0), "x"] }, header: ["h", "i"])] },
        ]
        for grow in growing {
            var earlier: [[InputRichBlock]] = []
            let changed = words.indices.first { count in
                let parts = RichSplitter.split(grow(count), limits: limits)
                defer { earlier = parts.dropLast() }
                return !parts.starts(with: earlier)
            }
            #expect(changed == nil)
        }
    }
}
