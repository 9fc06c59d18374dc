import Testing

@testable import TelegramMarkdown

@Suite struct BlockReadingTests {
    @Test(arguments: [
        ("", ""),
        (" \n\t\n", ""),
        ("# A\n\nB\n===\nC\n---\n####### x", "h1[A] h1[B] h2[C] p[####### x]"),
        ("a\n***\n- - -", "p[a] hr hr"),
        ("> a\nb\n> > c", "quote[p[a⏎b] quote[p[c]]]"),
        ("a\nb  \nc\\\nd", "p[a⏎b⏎⏎c⏎⏎d]"),
        ("```python title\na\n\n  b\n```", "code:python[a¶¶  b]"),
        ("    c\n\td", "code[c¶d]"),
        ("~~~\nunclosed\n", "code[unclosed]"),
        ("```", "code[]"),
        ("Intro:\n-", "p[Intro:⏎-]"),
        ("Intro:\n--", "p[Intro:⏎--]"),
        ("Intro:\n-\n", "h2[Intro:]"),
        ("- a\n-", "ul[p[a] | ]"),
        ("a\n---", "h2[a]"),
    ])
    func blocks(source: String, sketch: String) {
        #expect(DocumentSketch.of(source) == sketch)
    }

    @Test(arguments: [
        ("- a\n- b\n    - d\n3. e\n4. f", "ul[p[a] | p[b] ul[p[d]]] ol3[p[e] | p[f]]"),
        ("- a\n\n- b", "ul~[p[a] | p[b]]"),
        ("- a\n\n  c\n- b", "ul~[p[a] p[c] | p[b]]"),
        ("- [ ] a\n- [x] b\n- c", "ul[☐p[a] | ☑p[b] | p[c]]"),
        ("1) a\n   ```sh\n   b\n   ```\n2) > c", "ol1[p[a] code:sh[b] | quote[p[c]]]"),
        ("- ", "ul[]"),
        ("1.", "ol1[]"),
        ("- # a", "ul[h1[a]]"),
        ("0. a", "ol0[p[a]]"),
        ("2026. a", "ol2026[p[a]]"),
        ("* a\n+ b", "ul[p[a]] ul[p[b]]"),
    ])
    func lists(source: String, sketch: String) {
        #expect(DocumentSketch.of(source) == sketch)
    }

    @Test(arguments: [
        ("| a | b |\n|:-|-:|\n| c | *d* |\n| 1 |\n\nt", "table[left,right: a | b / c | em{d} / 1 | ] p[t]"),
        ("t\n|a|b|\n|-|:-:|\n|$|x|$|c<br>d|", "p[t] table[-,center: a | b / math{|x|} | c⏎⏎d]"),
        ("> | a | b |\n> |---|---|\n> | c | d |", "quote[table[-,-: a | b / c | d]]"),
        ("- | a | b |\n  |---|---|\n  | c | `d\\|e` |", "ul[table[-,-: a | b / c | code{d|e}]]"),
        ("| a | b |\n|--", "p[| a | b |⏎|--]"),
        ("| a | b |", "p[| a | b |]"),
        ("| a | b |\n|---|---|", "table[-,-: a | b]"),
        ("|a|b|\n|-|-|\n|\\|\\|c\\|\\||d|", "table[-,-: a | b / ||c|| | d]"),
    ])
    func tables(source: String, sketch: String) {
        #expect(DocumentSketch.of(source) == sketch)
    }
}
