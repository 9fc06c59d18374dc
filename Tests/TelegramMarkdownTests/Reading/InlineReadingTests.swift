import Testing

@testable import TelegramMarkdown

@Suite struct InlineReadingTests {
    @Test(arguments: [
        ("*a* **b** ***c*** ~~d~~ ~e~ `f` ``g`h``", "p[em{a} b{b} em{b{c}} s{d} ~e~ code{f} code{g`h}]"),
        ("1~3天，5~7天", "p[1~3天，5~7天]"),
        (
            "[a](b) ![c](d) <https://g.h> <i@j.k>",
            "p[link{a→b} image{c→d} link{https://g.h→https://g.h} link{i@j.k→mailto:i@j.k}]"
        ),
        ("[e][f] [f]\n\n[f]: n", "p[link{e→n} link{f→n}]"),
        ("[](l) ![](m) [n]()", "p[link{l→l} image{m→m} n]"),
        ("[a*b*](c)", "p[link{aem{b}→c}]"),
        ("[a](b?c=1&amp;d=2)", "p[link{a→b?c=1&d=2}]"),
        ("**unclosed *it `code [a](b", "p[**unclosed *it `code [a](b]"),
        ("\\*a\\* \\# 1\\.", "p[*a* # 1.]"),
        ("a[^1]\n\n[^1]: two words", "p[a[^1]] p[[^1]: two words]"),
        ("snake_case_name 2*3*4", "p[snake_case_name 2em{3}4]"),
        ("是**「重」**的", "p[是b{「重」}的]"),
        ("**API(응용)**는", "p[b{API(응용)}는]"),
        ("**文**（注）**文**", "p[b{文}（注）b{文}]"),
        ("文**（注）**文", "p[文b{（注）}文]"),
        ("`是**「`", "p[code{是**「}]"),
    ])
    func inlines(source: String, sketch: String) {
        #expect(DocumentSketch.of(source) == sketch)
    }

    @Test(arguments: [
        ("a<br>b<br/>c<BR >d", "p[a⏎⏎b⏎⏎c⏎⏎d]"),
        ("a <b x=\"*y*\">c</b> <!-- *d* -->", "p[a <b x=\"*y*\">c</b> <!-- *d* -->]"),
        ("<div>\n**a**\n</div>", "p[<div>⏎b{a}⏎</div>]"),
        ("<pre>\n  a *b*\n\nc\n</pre>", "p[<pre>⏎  a *b*⏎⏎c⏎</pre>]"),
        ("<!-- a\n\n*b* -->\n\nc", "p[<!-- a⏎⏎*b* -->] p[c]"),
        ("<b title=\"&lt;\">&lt;b&gt; &amp;lt; <!-- &amp; -->", "p[<b title=\"&lt;\"><b> &lt; <!-- &amp; -->]"),
        ("<think>\n\n- a\n\n</think>", "p[<think>] ul[p[a]] p[</think>]"),
        ("a < b && c > d <i", "p[a < b && c > d <i]"),
        ("`<br>&amp;`", "p[code{<br>&amp;}]"),
        ("```\n<b>&lt;\n```", "code[<b>&lt;]"),
        ("<script>\n*a*", "p[<script>⏎*a*]"),
    ])
    func html(source: String, sketch: String) {
        #expect(DocumentSketch.of(source) == sketch)
    }

    @Test(arguments: [
        ("&amp; &#38; &x &nosuch; &lt;b>", "p[& & &x &nosuch; <b>]"),
        ("a&nbsp;b&#8212;c &#x1F600;", "p[a\u{A0}b—c 😀]"),
        ("&#42;a&#42; &#96;b&#96; &lt;br>", "p[*a* `b` <br>]"),
        ("`&lt;` $a &lt; b$", "p[code{&lt;} math{a &lt; b}]"),
        ("```\n&lt;\n```", "code[&lt;]"),
        ("&#124;&#124;a&#x7C;| &vert;|b||", "p[||a|| ||b||]"),
        ("| a |\n|---|\n| x &#124; y |", "table[-: a / x | y]"),
        ("[a](b?c=1&amp;d=2&amp;amp;e&copy=3)", "p[link{a→b?c=1&d=2&amp;e&copy=3}]"),
        ("[a&amp;b](c)", "p[link{a&b→c}]"),
        ("&#0; &#xD800; &#57344;0&#xE000; $x$", "p[\u{FFFD} \u{FFFD} \u{E000}0\u{E000} math{x}]"),
        ("a&#10;b", "p[a\nb]"),
    ])
    func characterReferences(source: String, sketch: String) {
        #expect(DocumentSketch.of(source) == sketch)
    }

    @Test(arguments: [
        ("||a||", "p[spoiler{a}]"),
        ("||a *b* c||", "p[spoiler{a em{b} c}]"),
        ("a || b || c", "p[a || b || c]"),
        ("||a", "p[||a]"),
        ("||a||b||", "p[spoiler{a}b||]"),
        ("|||a|||", "p[|||a|||]"),
        ("\\|\\|a\\|\\|", "p[||a||]"),
        ("\\||a||", "p[||a||]"),
        ("`||a||` ||b `||` c||", "p[code{||a||} spoiler{b code{||} c}]"),
        ("*||a||* ||*b||*", "p[em{spoiler{a}} ||em{b||}]"),
        ("||a\nb||", "p[spoiler{a⏎b}]"),
        ("||$x$||", "p[spoiler{math{x}}]"),
        ("||||", "p[||||]"),
        ("|| a ||b||", "p[|| a spoiler{b}]"),
    ])
    func spoilers(source: String, sketch: String) {
        #expect(DocumentSketch.of(source) == sketch)
    }

    @Test(arguments: [
        ("a\r\nb\rc\n\rd", "p[a⏎b⏎c] p[d]"),
        ("a\0b", "p[a\u{FFFD}b]"),
        ("\u{FEFF}a", "p[a]"),
        ("a\tb", "p[a\tb]"),
        ("🦙 👩‍💻 e\u{301} مرحبا \u{202E}abc", "p[🦙 👩‍💻 e\u{301} مرحبا \u{202E}abc]"),
        ("\u{E000}a\u{E000}0\u{E000} $x$ \u{E001}", "p[\u{E000}a\u{E000}0\u{E000} math{x} \u{E001}]"),
        ("a\u{2028}b", "p[a\u{2028}b]"),
        ("\u{10FFFD}a", "p[\u{10FFFD}a]"),
    ])
    func characters(source: String, sketch: String) {
        #expect(DocumentSketch.of(source) == sketch)
    }

    @Test(arguments: [
        ("[a]: b", "p[[a]: b]"),
        (
            "text\n\n[1]: https://a.b\n[2]: https://c.d\n\nsee [2]",
            "p[text] p[[1]: https://a.b] p[see link{2→https://c.d}]"
        ),
        ("> [a]: b", "quote[p[[a]: b]]"),
        ("- [x] [a]: b", "ul[☑p[[a]: b]]"),
        ("[a\nb]: c", "p[[a⏎b]: c]"),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |", "table[-,-: a | b / 1 | 2 | 3 | 4]"),
        ("| a | b |\n|---|---|\n| `x|y` | z |", "table[-,-: a | b / code{x|y} | z]"),
        ("a|b\n-|-\n1|2|3", "table[-,-: a | b / 1 | 2|3]"),
        ("| a |\n|---|\n| `x || y` |", "table[-: a / code{x || y}]"),
    ])
    func whatMarkdownDrops(source: String, sketch: String) {
        #expect(DocumentSketch.of(source) == sketch)
    }
}
