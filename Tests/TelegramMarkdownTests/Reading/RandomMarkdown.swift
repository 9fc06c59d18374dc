/// Documents of random pieces of Markdown around the words of `PayloadWords`, the same for the same seed.
struct RandomMarkdown: RandomNumberGenerator {
    private var state: UInt64
    private var words = 0

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    private mutating func pick(_ pieces: [String]) -> String {
        pieces[Int(next() % UInt64(pieces.count))]
    }

    private mutating func word() -> String {
        words += 1
        return PayloadWords.word(words)
    }

    private mutating func filled(_ piece: String) -> String {
        var text = ""
        for character in piece { text += character == "W" ? word() : String(character) }
        return text
    }

    /// A document of at most 999 words.
    ///
    /// Without quotation marks and with no space before a parenthesis: titles of links are not shown.
    mutating func document(lines: Int) -> String {
        var text = ""
        for _ in 0..<lines {
            for _ in 0..<next() % 3 { text += pick(Self.beginnings) }
            if next() % 6 == 0 {
                text += filled(pick(Self.blocks))
            } else {
                for _ in 0..<next() % 5 {
                    text += filled(pick(Self.inlines)) + pick(["", " "])
                }
            }
            text += pick(["\n", "\n", "\n", "\n\n", "\r\n", "\r", "  \n", "\\\n"])
        }
        return text
    }

    private static let beginnings = [
        "", "", "- ", "* ", "1. ", "> ", "  ", "    ", "\t", "# ", "### ", "- [ ] ", "| ", "$$ ", "   ", "10) ", "+ ",
    ]
    private static let blocks = [
        "```\nW\n```", "~~~W\nW", "---", "***", "===", "| W | W |\n|---|:-:|\n| W | W | W |\n| `W|W` | W",
        "$$\nW\n$$", "\\[\nW\n\nW\n\\]", "<div>\nW\n</div>", "<!-- W\nW -->", "[W]: W", "[W]: W\n[W]: W",
        "> - W\n>\n> W",
        "<pre>\n  W\n", "\\begin{align}\nW\n\\end{align}", "|-|-|", "$$\n> W\n$$", "```", "W\n---",
    ]
    private static let inlines = [
        "W", "W", "W", "*W*", "**W", "W**", "_W_", "~~W~~", "~W~", "`W`", "``W`", "||W||", "||", "|", "$W$", "$W", "$5",
        "\\(W\\)",
        "\\(", "\\)", "\\[W\\]", "\\[", "\\]", "$$W$$", "$$", "[W](W)", "![W](W)", "[](W)", "[W]()", "[W][W]", "[W]",
        "<br>",
        "<b>W</b>", "<W a=W>", "<https://W.W>", "&amp;", "&W;", "\\*", "\\|", "\\", "*", "_", "[", "]", "](", "!", "`",
        "``", "<",
        ">", "&", "🦙", "«W»", "是**W**", "مرحبا", "e\u{301}", "\u{E000}W\u{E000}0\u{E000}", "\u{0}", "#",
    ]
}
