import Testing

@testable import LocalAIChat

@Suite("The terminal") struct TerminalTests {
    @Test(
        "Nothing in a text controls the terminal",
        arguments: [
            ("a\nb\tc", "a\nb\tc"), ("\u{1B}[2Jx", "\u{FFFD}[2Jx"),
            ("\u{1B}]0;title\u{07}", "\u{FFFD}]0;title\u{FFFD}"),
            ("\u{9B}31m", "\u{FFFD}31m"), ("a\r\nb", "a\nb"), ("a\rb", "ab"),
            ("\u{08}\u{7F}\0", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("\u{202E}abc\u{2066}", "\u{FFFD}abc\u{FFFD}"), ("שלום 👩‍👩‍👧 é", "שלום 👩‍👩‍👧 é"), ("\u{2028}", "\u{FFFD}"),
        ]
    )
    func harmless(text: String, expected: String) {
        #expect(text.harmless == expected)
    }

    @Test(arguments: [("a\nb", "a\\nb"), ("\t\r\n", "\\t\\r\\n"), ("\u{1B}", "\\u{1B}"), ("ok", "ok")])
    func oneLine(text: String, expected: String) {
        #expect(text.escapedToOneLine == expected)
    }

    @Test(
        "What it can show",
        arguments: [
            (true, ["TERM": "xterm", "LANG": "en_US.UTF-8"], (true, true, true)),
            (true, ["TERM": "xterm", "LANG": "en_US.UTF-8", "NO_COLOR": "1"], (true, true, false)),
            (true, ["TERM": "xterm", "LANG": "en_US.UTF-8", "NO_COLOR": ""], (true, true, true)),
            (true, ["TERM": "xterm", "LANG": "en_US.UTF-8", "LC_ALL": "C"], (true, false, true)),
            (true, ["TERM": "dumb", "LANG": "en_US.UTF-8"], (false, false, false)),
            (true, ["LANG": "C.UTF-8"], (false, false, false)), (true, ["TERM": "xterm"], (true, false, true)),
            (false, ["TERM": "xterm", "LANG": "ru_RU.utf8"], (false, true, false)),
            (false, ["LC_CTYPE": "C.UTF-8"], (false, true, false)), (false, [:], (false, false, false)),
        ] as [(Bool, [String: String], (Bool, Bool, Bool))]
    )
    func style(isTerminal: Bool, environment: [String: String], expected: (Bool, Bool, Bool)) {
        let style = TerminalStyle(isTerminal: isTerminal, environment: environment)
        #expect((style.movesCursor, style.hasSymbols, style.hasColors) == expected)
    }

    @Test(
        "Lines are cut where they end, whatever the pieces",
        arguments: [
            ([], []), (["a\n"], ["a"]), (["a\nb"], ["a", "b"]), (["a", "b\n", "\n", "c\r\n"], ["ab", "", "c"]),
            (["\n\n"], ["", ""]),
        ] as [([String], [String])]
    )
    func lines(pieces: [String], expected: [String]) {
        var pieces = pieces[...]
        var buffer = LineBuffer()
        var lines: [String] = []
        while let line = buffer.next(read: { pieces.popFirst().map { Array($0.utf8) } ?? [] }) { lines.append(line) }
        #expect(lines == expected)
    }

    @Test("A character cut in two by a read, and bytes that are no text")
    func bytes() {
        var pieces: [[UInt8]] = [[0xD0], [0x96, 0x0A, 0xFF, 0x0A]]
        var buffer = LineBuffer()
        let read: () -> [UInt8] = { pieces.isEmpty ? [] : pieces.removeFirst() }
        #expect(buffer.next(read: read) == "Ж")
        #expect(buffer.next(read: read) == "\u{FFFD}")
        #expect(buffer.next(read: read) == nil)
    }
}
