import TelegramBotAPI
import Testing

@testable import TelegramMarkdown

/// What is shown of an answer while it is written.
@Suite struct UnfinishedTests {
    @Test(arguments: [
        ("a **bol", "p[a b{bol}]"),
        ("a **bold*", "p[a b{bold}]"),
        ("a **bold**", "p[a b{bold}]"),
        ("a **bold ", "p[a b{bold}]"),
        ("a **", "p[a]"),
        ("**", ""),
        ("a **b *c", "p[a b{b em{c}}]"),
        ("a **b *c*", "p[a b{b em{c}}]"),
        ("a **b *c***", "p[a b{b em{c}}]"),
        ("a **b *c**", "p[a b{b em{c}}]"),
        ("a ~~b~", "p[a s{b}]"),
        ("a _b", "p[a em{b}]"),
        ("学习**重", "p[学习b{重}]"),
        ("学习**", "p[学习]"),
        ("2 * 3", "p[2 * 3]"),
        ("2*", "p[2*]"),
        ("snake_cas", "p[snake_cas]"),
        ("a `co_de **x", "p[a code{co_de **x}]"),
        ("a `", "p[a]"),
        ("a ``b `", "p[a code{b}]"),
        ("``a ` ", "p[code{a ` }]"),
        ("a ``` ``", "p[a]"),
        ("**a `b", "p[b{a code{b}}]"),
        ("**a `", "p[b{a}]"),
        ("a **`", "p[a]"),
        ("a ||sec", "p[a spoiler{sec}]"),
        ("a ||sec|", "p[a spoiler{sec}]"),
        ("a || b", "p[a || b]"),
        ("a [lin", "p[a lin]"),
        ("a [link]", "p[a link]"),
        ("a [link](http://a_b_", "p[a link]"),
        ("a [*link](http://a.b", "p[a em{link}]"),
        ("a [link](http://a.b/(c)", "p[a link]"),
        ("a [link](http://a.b) **c", "p[a link{link→http://a.b} b{c}]"),
        ("a [link][re", "p[a link]"),
        ("a ![ima", "p[a ima]"),
        ("a[1", "p[a[1]"),
        ("a <https://b_c_", "p[a https://b_c_]"),
        ("a \\", "p[a]"),
        ("a \\**b", "p[a *em{b}]"),
        ("a \\(x_1 + x", "p[a code{x_1 + x}]"),
        ("a \\(x_1\\) **b", "p[a math{x_1} b{b}]"),
    ])
    func inlines(source: String, sketch: String) {
        #expect(DocumentSketch.of(source, isPartial: true) == sketch)
    }

    @Test(arguments: [
        ("| a", "table[-: a]"),
        ("|", ""),
        ("| a | **b", "table[-,-: a | b{b}]"),
        ("| a | b |", "table[-,-: a | b]"),
        ("| a | b |\n|", "table[-,-: a | b]"),
        ("| a | b |\n|---|:-", "table[-,left: a | b]"),
        ("| a | b |\n|-", "table[-,-: a | b]"),
        ("| a | b |\n|---|:-:|\n| 1 | **2", "table[-,center: a | b / 1 | b{2}]"),
        ("| a \\| b | c", "table[-,-: a | b | c]"),
        ("text\n| a | b |\n", "p[text] table[-,-: a | b]"),
        ("- x\n\n  | a |\n  |-", "ul~[p[x] table[-: a]]"),
        ("> | a", "quote[table[-: a]]"),
        ("||a", "p[spoiler{a}]"),
        ("| a\nb", "p[| a⏎b]"),
        ("```c\na\n``", "code:c[a]"),
        ("```c\na\n```", "code:c[a]"),
        ("```c\n`", "code:c[]"),
        ("- [", "ul[]"),
        ("- [ ]", "ul[]"),
        ("- [ ] a", "ul[☐p[a]]"),
        ("a\n\n*", "p[a]"),
        ("- a\n-", "ul[p[a]]"),
        ("1. a\n2", "ol1[p[a]]"),
        ("1. a\n2.", "ol1[p[a] | ]"),
        ("a\n\n--", "p[a]"),
        ("2", "p[2]"),
        ("a\n\n$$\nx_1 + x_2", "p[a] code:latex[x_1 + x_2]"),
        ("$$\nx_1\n$", "code:latex[x_1]"),
        ("a\n\\[ x_1", "p[a] code:latex[ x_1]"),
        ("- $$\n  x_1", "ul[code:latex[x_1]]"),
        ("# **He", "h1[b{He}]"),
    ])
    func blocks(source: String, sketch: String) {
        #expect(DocumentSketch.of(source, isPartial: true) == sketch)
    }

    /// Each beginning of a well-formed answer shows the beginning of what the whole shows.
    @Test func nothingFlashes() {
        let source = """
            # A **bold** heading

            Some **bold *and italic* words**, `code_with_marks`, ~~no~~ and [a *link*](https://example.org/a_(b)_c).

            1. **One**: `x`
            2. Two
               - [ ] open
               - [x] done

            > A quote with __more__.

            ```swift
            let a = "**b**"
            ```

            ---

            The end.
            """
        let whole = FormattedText(MarkdownDocument(source)).text
        for end in source.indices {
            let text = FormattedText(MarkdownDocument(String(source[..<end]), isPartial: true)).text
            // A task's box takes the place of the item's bullet.
            let shown = text.hasSuffix("•") ? String(text.dropLast()) : text
            #expect(whole.hasPrefix(shown), "\(source[..<end].suffix(20))")
        }
    }

    /// But for a formula on several lines, which may be several blocks as long as it is not one.
    @Test(arguments: CorpusDocument.files.filter { $0.name != "math-display.md" })
    func onlyTheLastBlockIsChanged(document: CorpusDocument) {
        for prefix in document.prefixes(atMost: 25, seed: 11) {
            let partial = MarkdownDocument(prefix, isPartial: true)
            let plain = MarkdownDocument(prefix)
            let common = plain.sections.dropLast()
            #expect(partial.sections.prefix(common.count).map(\.block) == common.map(\.block), "\(prefix.suffix(40))")
            #expect(EntityRules.violations(in: FormattedText(partial)) == [])
            for part in RichSplitter.split(partial.richBlocks) {
                #expect(RichCheck.problems(in: part, limits: .telegram) == [])
            }
        }
    }
}
