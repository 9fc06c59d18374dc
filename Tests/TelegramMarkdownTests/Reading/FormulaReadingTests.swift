import Testing

@testable import TelegramMarkdown

@Suite struct FormulaReadingTests {
    @Test(arguments: [
        ("$a_1 * b_2 * c$", "p[math{a_1 * b_2 * c}]"),
        ("\\(x_i^*\\)", "p[math{x_i^*}]"),
        ("a $x$, $y$.", "p[a math{x}, math{y}.]"),
        ("$$x$$", "math[x]"),
        ("a\n\n$$\nx\n= y\n- z\n\n# w\n$$\n\nb", "p[a] p[$$⏎x⏎= y] ul[p[z]] h1[w] p[$$] p[b]"),
        ("a:\n\\[\nx\n\\]\nb", "p[a:] math[x] p[b]"),
        ("a $$x$$ b", "p[a math{x} b]"),
        ("a \\[ x^2 \\] b", "p[a math{x^2} b]"),
        ("> $$\n> a\n>\n> b\n> $$", "quote[math[a¶¶b]]"),
        ("- a\n\n  $$\n  x\n  $$\n- $y$", "ul~[p[a] math[x] | p[math{y}]]"),
        ("# $x$", "h1[math{x}]"),
        ("| $|x|$ |\n|---|\n| $a|b$ |", "table[-: math{|x|} / math{a|b}]"),
        ("**$x$**", "p[b{math{x}}]"),
        ("[$x$](y)", "p[link{math{x}→y}]"),
        ("\\begin{align}\na &= b \\\\\n&= c\n\\end{align}", "math[\\begin{align}¶a &= b \\\\¶&= c¶\\end{align}]"),
        ("при$x$是$y$", "p[приmath{x}是math{y}]"),
        ("the $n$th", "p[the math{n}th]"),
        ("$\nx\n$", "p[$⏎x⏎$]"),
        ("$a\nb$", "p[math{a¶b}]"),
        ("$$a$$ $$b$$", "p[math{a} math{b}]"),
        ("$$\nx\n$$\n$$\ny\n$$", "math[x] math[y]"),
    ])
    func formulas(source: String, sketch: String) {
        #expect(DocumentSketch.of(source) == sketch)
    }

    @Test(arguments: [
        ("costs $5 and $10", "p[costs $5 and $10]"),
        ("$20–$30", "p[$20–$30]"),
        ("US$5, A$6", "p[US$5, A$6]"),
        ("10$ and 20$", "p[10$ and 20$]"),
        ("10$/month or 20$/year", "p[10$/month or 20$/year]"),
        ("$5 for me and for you 10$", "p[$5 for me and for you 10$]"),
        ("`$a$` and ``\\(b\\)``", "p[code{$a$} and code{\\(b\\)}]"),
        ("```\n$$\na\n$$\n```", "code[$$¶a¶$$]"),
        ("    $a$", "code[$a$]"),
        ("$a", "p[$a]"),
        ("$$\na", "p[$$⏎a]"),
        ("\\[\na *b*", "p[[⏎a em{b}]"),
        ("\\(a", "p[(a]"),
        ("\\$a$ b$", "p[$a$ b$]"),
        ("$ a $", "p[$ a $]"),
        ("$HOME/$USER", "p[$HOME/$USER]"),
        ("https://a.b?c=$d&e=$f", "p[https://a.b?c=$d&e=$f]"),
        ("\\[1\\]", "math[1]"),
        ("\\[see there\\]", "p[[see there]]"),
        ("$a `b$`", "p[$a code{b$}]"),
        ("$$\n```\na$$\n```", "p[$$] code[a$$]"),
        ("[a](b$c$d)", "p[link{a→b$c$d}]"),
        ("$$$$ $ $$ $", "p[$$$$ $ $$ $]"),
        ("$a\n\nb$", "p[$a] p[b$]"),
        ("$P(A | B)$", "p[math{P(A | B)}]"),
        ("| $5 | $6 |\n|---|---|\n| $7 | 8$ |", "table[-,-: $5 | $6 / $7 | 8$]"),
    ])
    func noFormulas(source: String, sketch: String) {
        #expect(DocumentSketch.of(source) == sketch)
    }
}
