import TelegramBotAPI
import Testing

@testable import TelegramMarkdown

@Suite struct RichBlocksTests {
    private static func document(_ blocks: [MarkdownBlock]) -> MarkdownDocument {
        MarkdownDocument(sections: blocks.enumerated().map { .init(block: $1, lines: $0..<($0 + 1)) })
    }

    private static func item(_ text: String, isChecked: Bool? = nil, _ more: MarkdownBlock...) -> MarkdownList.Item {
        .init(isChecked: isChecked, blocks: [.paragraph([.text(text)])] + more)
    }

    private static func cells(_ texts: [RichText], isHeader: Bool? = nil) -> [RichBlockTableCell] {
        texts.map { RichBlockTableCell(text: $0, isHeader: isHeader) }
    }

    private static let blocks: [(MarkdownBlock, [InputRichBlock])] = [
        (.paragraph([.text("a"), .softBreak, .text("b"), .lineBreak, .text("c")]), [.paragraph("a\nb\nc")]),
        (.paragraph([]), []),
        (.paragraph([.text(" \u{200B}\n\u{A0}"), .strong([.text("\t")])]), []),
        (.heading(level: 3, [.text("a "), .emphasis([.text("b")])]), [.heading(["a ", .italic("b")], size: 3)]),
        (.heading(level: 9, [.text("a")]), [.heading("a", size: 6)]),
        (.heading(level: 1, []), []),
        (.code("let x = 1\n\n  y", language: "swift"), [.pre("let x = 1\n\n  y", language: "swift")]),
        (.code("x", language: nil), [.pre("x")]),
        (.code("x", language: ""), [.pre("x")]),
        (.code("", language: "swift"), []),
        (.math("x^2"), [.mathematicalExpression("x^2")]),
        (.math(" "), []),
        (.thematicBreak, [.divider]),
        (.quote([.paragraph([.text("q")]), .thematicBreak]), [.blockquote([.paragraph("q"), .divider])]),
        (.quote([]), []),
        (
            .list(MarkdownList(start: nil, isTight: true, items: [item("a"), .init(blocks: []), item("b")])),
            [
                .list([
                    .init(blocks: [.paragraph("a")]), .init(blocks: [.paragraph("")]),
                    .init(blocks: [.paragraph("b")]),
                ])
            ]
        ),
        (
            .list(MarkdownList(start: 7, isTight: false, items: [item("a"), .init(blocks: []), item("b")])),
            [
                .list([
                    .init(blocks: [.paragraph("a")], value: 7, type: .decimal),
                    .init(blocks: [.paragraph("")], value: 8, type: .decimal),
                    .init(blocks: [.paragraph("b")], value: 9, type: .decimal),
                ])
            ]
        ),
        (
            .list(
                MarkdownList(
                    start: nil,
                    isTight: true,
                    items: [
                        item("a", isChecked: true),
                        item("b", isChecked: false, .list(.init(start: 1, isTight: true, items: [item("c")]))),
                    ]
                )
            ),
            [
                .list([
                    .init(blocks: [.paragraph("a")], hasCheckbox: true, isChecked: true),
                    .init(
                        blocks: [
                            .paragraph("b"), .list([.init(blocks: [.paragraph("c")], value: 1, type: .decimal)]),
                        ],
                        hasCheckbox: true
                    ),
                ])
            ]
        ),
        (.list(MarkdownList(start: nil, isTight: true, items: [.init(blocks: [])])), []),
        (
            .table(
                MarkdownTable(
                    alignments: [.right, nil, .center],
                    header: [[.text("a")], [.strong([.text("b")])], []],
                    rows: [[[.text("1")]], [[.code("x|y")], [.text("2")], [.text("3")], [.text("4")]]]
                )
            ),
            [
                .table(
                    InputRichBlockTable(
                        cells: [
                            [
                                .init(text: "a", isHeader: true, align: .right),
                                .init(text: .bold("b"), isHeader: true),
                                .init(text: "", isHeader: true, align: .center),
                                .init(text: "", isHeader: true),
                            ],
                            [
                                .init(text: "1", align: .right), .init(text: ""),
                                .init(text: "", align: .center), .init(text: ""),
                            ],
                            [
                                .init(text: .code("x|y"), align: .right), .init(text: "2"),
                                .init(text: "3", align: .center), .init(text: "4"),
                            ],
                        ],
                        isBordered: true
                    )
                )
            ]
        ),
        (
            .table(
                MarkdownTable(
                    alignments: [],
                    header: (0..<21).map { [.text("h\($0)")] },
                    rows: [(0..<21).map { [.text("\($0)")] }]
                )
            ),
            [
                .table(
                    .init(
                        cells: [
                            cells((0..<20).map { .plain("h\($0)") }, isHeader: true),
                            cells((0..<20).map { .plain("\($0)") }),
                        ],
                        isBordered: true
                    )
                ),
                .table(.init(cells: [cells(["h20"], isHeader: true), cells(["20"])], isBordered: true)),
            ]
        ),
    ]

    @Test(arguments: blocks)
    func showsABlock(block: MarkdownBlock, expected: [InputRichBlock]) {
        #expect(Self.document([block]).richBlocks == expected)
    }

    private static let inlines: [([MarkdownInline], RichText)] = [
        ([.text("a"), .text("b")], "ab"),
        ([.strong([.emphasis([.text("a")]), .text("b")])], .bold([.italic("a"), "b"])),
        ([.strikethrough([.text("a")]), .spoiler([.code("b")])], [.strikethrough("a"), .spoiler(.code("b"))]),
        ([.text("x"), .strong([.text(" ")]), .text("y"), .emphasis([])], "x y"),
        ([.text("so "), .math("x^2")], ["so ", .mathematicalExpression("x^2")]),
        ([.text("a"), .math("")], "a"),
        (
            [.link([.text("a"), .strong([.text("b")])], destination: "https://x.org/?a=b#c")],
            .url(["a", .bold("b")], url: "https://x.org/?a=b#c")
        ),
        ([.link([.text("a")], destination: "HTTP://x.org:80")], .url("a", url: "HTTP://x.org:80")),
        ([.link([], destination: "https://x.org")], .url("https://x.org", url: "https://x.org")),
        ([.link([.text("u")], destination: "tg://user?id=1")], .url("u", url: "tg://user?id=1")),
        ([.link([.text("почта")], destination: "https://почта.рф/а")], .url("почта", url: "https://почта.рф/а")),
        ([.link([.text("a")], destination: "http://localhost:8080/")], "a (http://localhost:8080/)"),
        ([.link([.text("a")], destination: "https://me@x.org")], "a (https://me@x.org)"),
        ([.link([.text("a")], destination: "https://x.org:99999/")], "a (https://x.org:99999/)"),
        ([.link([.text("a")], destination: "https://x.org/a b")], "a (https://x.org/a b)"),
        ([.link([.text("a")], destination: "https://x..org")], "a (https://x..org)"),
        ([.link([.text("a")], destination: "https:x.org")], "a (https:x.org)"),
        ([.link([.text("a")], destination: "javascript:alert(1)")], "a (javascript:alert(1))"),
        ([.link([.text("a")], destination: "./b.md")], "a (./b.md)"),
        ([.link([.text("./b.md")], destination: "./b.md")], "./b.md"),
        ([.link([.text("a")], destination: "")], "a"),
        ([.link([.text("a@x.org")], destination: "mailto:a@x.org")], "a@x.org"),
        ([.link([.text("mail")], destination: "mailto:a@x.org")], "mail (a@x.org)"),
        ([.image([.text("cat")], source: "https://x.org/cat.png")], .url("cat", url: "https://x.org/cat.png")),
        ([.image([], source: "https://x.org/cat.png")], .url("https://x.org/cat.png", url: "https://x.org/cat.png")),
        (
            [.link([.image([.text("ok")], source: "https://x.org/ok.svg")], destination: "https://ci.org")],
            [.url("ok", url: "https://x.org/ok.svg"), " (https://ci.org)"]
        ),
    ]

    @Test(arguments: inlines)
    func showsALine(line: [MarkdownInline], expected: RichText) {
        #expect(Self.document([.paragraph(line)]).richBlocks == [.paragraph(expected)])
    }

    @Test func collapsesLongQuotesThatNeedNoBlocks() {
        let long = String(repeating: "word ", count: 130)
        let list = MarkdownBlock.list(MarkdownList(start: 2, isTight: true, items: [Self.item("a"), Self.item("b")]))
        let heading = MarkdownBlock.heading(level: 1, [.text("T")])
        #expect(
            Self.document([.quote([heading, .paragraph([.text(long), .math("x")]), list])]).richBlocks
                == [
                    .expandableBlockquote([
                        .bold("T"), .plain("\n\n" + long), .mathematicalExpression("x"), "\n\n2. a\n3. b",
                    ])
                ]
        )
        let lines = MarkdownBlock.paragraph(Array(repeating: [.text("x"), .softBreak], count: 11).flatMap(\.self))
        #expect(
            Self.document([.quote([lines])]).richBlocks == [
                .expandableBlockquote(.plain(String(repeating: "x\n", count: 11)))
            ]
        )
        #expect(
            Self.document([.quote([.paragraph([.text(long)]), .code("x", language: "c")])]).richBlocks
                == [.blockquote([.paragraph(.plain(long)), .pre("x", language: "c")])]
        )
    }

    /// Deeply nested, and at the bottom one of everything.
    @Test(arguments: [false, true], 1..<40)
    func staysWithinTheLevels(inLists: Bool, depth: Int) {
        let bottom: [MarkdownBlock] = [
            .heading(level: 1, [.text("heading")]),
            .code("code", language: "c"),
            .paragraph([
                .strong([.emphasis([.spoiler([.strikethrough([.text("text"), .math("x"), .code("y")])])])]),
                .link([.text("link")], destination: "https://x.org"),
            ]),
            .table(MarkdownTable(alignments: [nil], header: [[.strong([.text("cell")])]], rows: [[[.text("row")]]])),
            .quote([.paragraph([.text("quote")])]),
            .list(MarkdownList(start: 3, isTight: true, items: [Self.item("done", isChecked: true)])),
            .math("formula"),
            .thematicBreak,
        ]
        let blocks = (0..<depth).reduce(bottom) { blocks, level in
            [
                inLists
                    ? .list(
                        MarkdownList(
                            start: nil,
                            isTight: true,
                            items: [Self.item("in\(level)"), .init(blocks: blocks)]
                        )
                    )
                    : .quote([.paragraph([.text("in\(level)")])] + blocks)
            ]
        }
        let shown = Self.document(blocks).richBlocks
        #expect(RichCheck.problems(in: shown, limits: .telegram) == [])
        let text = RichCheck.text(of: shown)
        for word in ["heading", "code", "text", "x", "y", "link", "cell", "row", "quote", "done", "formula"] {
            #expect(text.contains(word), "\(word) at depth \(depth)")
        }
        for level in 0..<depth { #expect(text.contains("in\(level)\n")) }
        #expect(shown.count == (depth == 0 ? bottom.count : shown.count))
    }
}
