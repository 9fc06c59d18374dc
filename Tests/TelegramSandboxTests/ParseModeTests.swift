import Testing

@testable import TelegramSandbox

/// What `parse_mode` makes of a text.
@Suite(.timeLimit(.minutes(10))) struct ParseModeTests {
    private func parse(_ text: String, mode: String = "HTML") throws -> ParsedText {
        try ParsedText.parse(text, mode: mode) { $0 == 5 ? ["id": 5, "is_bot": false, "first_name": "Anna"] : nil }
    }

    private static func entity(_ type: String, _ offset: Int, _ length: Int, _ more: JSON = [:]) -> JSON {
        let json: JSON = ["type": .string(type), "offset": .integer(offset), "length": .integer(length)]
        return json.adding(more)
    }

    @Test(
        arguments: [
            ("plain", "plain", []),
            ("a &lt; b &amp;&#38;&#x26; c &quot;d&gt", "a < b &&& c \"d>", []),
            ("&nbsp; & && &#; &#0; &lte", "&nbsp; & && &#; &#0; &lte", []),
            ("👋 <b>x</b>", "👋 x", [entity("bold", 3, 1)]),
            ("<B>x</b><strong>y</STRONG >", "xy", [entity("bold", 0, 1), entity("bold", 1, 1)]),
            ("<i>a<u>b</u></i>", "ab", [entity("underline", 1, 1), entity("italic", 0, 2)]),
            ("<s>1</s><del>2</del><strike>3</strike>", "123", (0...2).map { entity("strikethrough", $0, 1) }),
            ("<em>1</em><ins>2</ins>", "12", [entity("italic", 0, 1), entity("underline", 1, 1)]),
            (
                "<span class=\"tg-spoiler\">1</span><tg-spoiler>2</tg-spoiler>", "12",
                [entity("spoiler", 0, 1), entity("spoiler", 1, 1)]
            ),
            ("<b></b>x", "x", []),
            ("<b>x</>", "x", [entity("bold", 0, 1)]),
            ("<code class=\"language-swift\">x</code>", "x", [entity("code", 0, 1, ["language": "swift"])]),
            ("<pre><code class='language-swift'>x</code></pre>", "x", [entity("pre", 0, 1, ["language": "swift"])]),
            ("<pre>x<code>y</code></pre>", "xy", [entity("code", 1, 1), entity("pre", 0, 2)]),
            ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
            ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
            (
                "<a href=\"https://example.com/?a=1&amp;b='2'\">x</a>", "x",
                [entity("text_link", 0, 1, ["url": "https://example.com/?a=1&b='2'"])]
            ),
            ("<a href=example.com>x</a>", "x", [entity("text_link", 0, 1, ["url": "example.com"])]),
            ("<a>example.com</a>", "example.com", [entity("text_link", 0, 11, ["url": "example.com"])]),
            // Dropped without a word.
            ("<a href=\"javascript:alert(1)\">x</a>", "x", []),
            ("<a href=\"tg://user?id=6\">x</a>", "x", []),
            (
                "<a href=\"tg://user?id=5\">x</a>", "x",
                [entity("text_mention", 0, 1, ["user": ["id": 5, "is_bot": false, "first_name": "Anna"]])]
            ),
            (
                "<tg-emoji emoji-id=\"17\">👍</tg-emoji>", "👍",
                [entity("custom_emoji", 0, 2, ["custom_emoji_id": "17"])]
            ),
        ] as [(String, String, [JSON])]
    )
    func html(source: String, text: String, entities: [JSON]) throws {
        try #expect(parse(source) == ParsedText(text: text, entities: entities))
    }

    @Test(arguments: [
        ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("é<b>x</i>", "Unmatched end tag at byte offset 6, expected \"</b>\", found \"</i>\""),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b ", "Unclosed start tag at byte offset 0"),
        ("<a href=\"x", "Unclosed start tag at byte offset 0"),
        ("<a href", "Unclosed start tag at byte offset 0"),
        ("<a =x>y</a>", "Empty attribute name in the tag \"a\" at byte offset 0"),
        ("<br/>", "Unsupported start tag \"br/\" at byte offset 0"),
        ("a <img src=x onerror=alert(1)>", "Unsupported start tag \"img\" at byte offset 2"),
        ("<", "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0"),
        ("<a href=a!b>x</a>", "Unexpected end of name token at byte offset 9"),
    ])
    func brokenHTML(source: String, problem: String) throws {
        #expect(throws: Refusal.badRequest("can't parse entities: \(problem)")) { try parse(source) }
    }

    @Test(arguments: [
        ("MarkdownV2", "can't parse entities: the sandbox parses HTML only, not MarkdownV2"),
        ("Markdown", "can't parse entities: the sandbox parses HTML only, not Markdown"),
        ("BBCode", "unsupported parse_mode"),
    ])
    func otherModes(mode: String, problem: String) {
        #expect(throws: Refusal.badRequest(problem)) { try parse("*x*", mode: mode) }
    }

    @Test func aMessageAndItsCaption() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let chat = JSON.integer(anna.id)
            let source = "\n <b>bold &amp; " + String(repeating: "&lt;", count: 4089) + "</b> \n"
            let sent = try await bot.result(
                "sendMessage",
                ["chat_id": chat, "text": .string(source), "parse_mode": "html"]
            )
            // Measured, and trimmed, once the markup is out of it; the start is trimmed up to the first entity.
            #expect(sent["text"]?.string?.hasPrefix("bold & <<") == true)
            #expect(sent["entities"] == [["type": "bold", "offset": 0, "length": 4096]])
            let tooLong = try await bot.call(
                "sendMessage",
                ["chat_id": chat, "text": .string("x" + source), "parse_mode": "HTML"]
            )
            #expect(tooLong.error == "Bad Request: message is too long")
            let empty = try await bot.call(
                "sendMessage",
                ["chat_id": chat, "text": "<b> </b>", "parse_mode": "HTML"]
            )
            #expect(empty.error == "Bad Request: message text is empty")
            let both = try await bot.call(
                "sendMessage",
                ["chat_id": chat, "text": "<b>x</b>", "parse_mode": "HTML", "entities": []]
            )
            #expect(both.error == "Bad Request: either parse_mode or entities must be used")
        }
    }
}
