import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(1))) struct PageTests {
    /// Texts that become markup in a careless page.
    static let hostile = [
        "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)", "</style><script>alert(1)</script>", "<!--", "]]>", "&lt;b&gt;", "</title></head>",
        "<a href=\"javascript:alert(1)\">x</a>", "{{constructor}}", "\u{0}<b>\u{1}", "<\u{0}script>", "\u{202E}gpj.exe",
    ]

    /// Every tag of a page, without its attributes' values.
    private func tags(_ html: String) -> Set<String> {
        Set(html.matches(of: /<\/?([a-zA-Z!][^\s>]*)/).map { String($0.1) })
    }

    private static let known: Set<String> = [
        "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "header", "span", "div", "bdi", "main", "article",
        "time", "b", "i", "u", "s", "code", "pre", "blockquote", "input", "label", "a", "p", "h1", "hr", "ul", "li",
        "table", "caption", "tbody", "tr", "td", "th", "details", "summary", "footer", "aside", "cite", "sub", "sup",
        "mark", "button",
    ]

    private func message(_ text: String, _ entities: [JSON] = []) -> SandboxMessage {
        SandboxMessage(
            messageID: 1,
            chatID: 5,
            isFromBot: true,
            fromID: 7,
            text: text,
            buttons: [],
            isEdited: false,
            entities: entities.compactMap { SandboxEntity($0) }
        )
    }

    private func html(_ message: SandboxMessage) -> String { ChatPage(title: "Bot", messages: [message]).html }

    private func body(_ text: String, _ entities: [JSON]) -> String {
        EntityHTML(text, entities.compactMap { SandboxEntity($0) }, words: PageWords(language: nil)).html.markup
    }

    @Test(arguments: hostile) func hostileTextsAreSeenAsTheyWereWritten(text: String) throws {
        var page = ChatPage(title: text, messages: [])
        page.names = [7: text]
        page.language = text
        let length = text.utf16.count
        let types = ["bold", "code", "blockquote", "expandable_blockquote", "spoiler", "hashtag", text]
        page.messages = types.map { message(text, [["type": .string($0), "offset": 0, "length": .integer(length)]]) }
        page.messages.append(
            message(text, [["type": "pre", "offset": 0, "length": .integer(length), "language": .string(text)]])
        )
        page.messages.append(
            message(text, [["type": "text_link", "offset": 0, "length": .integer(length), "url": .string(text)]])
        )
        page.messages[0].buttons = [[text, text]]
        page.messages[1].document = SandboxDocument(name: text, bytes: [])
        page.messages[2].replyToMessageID = 1
        page.messages.append(rich(text))
        page.drafts = [SandboxDraft(chatID: 5, draftID: 1, text: text, canStop: true)]
        #expect(tags(page.html).isSubset(of: Self.known))
        #expect(!page.html.contains("javascript:alert(1)\""))
        // No attribute but those of the source code.
        for tag in page.html.matches(of: /<[a-z][a-z0-9]*((?:\s[a-z-]+(?:="[^"<>]*")?)*)>/) {
            for attribute in tag.1.matches(of: /\s([a-z-]+)(="[^"]*")?/) { #expect(!attribute.1.hasPrefix("on")) }
        }
        // Each "<" begins one of these tags.
        #expect(page.html.count { $0 == "<" } == page.html.matches(of: /<\/?[a-zA-Z!]/).count)
    }

    private func rich(_ text: String) -> SandboxMessage {
        let plain = SandboxRichText.plain(text)
        var message = message("")
        let styles = SandboxRichText.Style.allCases.map { SandboxRichText.styled($0, plain) }
        let texts: [SandboxRichText] =
            styles + [
                .link(url: text, plain), .mathematicalExpression(text), .customEmoji(id: text, alternative: text),
                .anchor(name: text), .anchorLink(name: text, plain), .other(type: text, plain),
            ]
        let cell = SandboxRichTable.Cell(text: plain, alignment: "left", verticalAlignment: "top")
        message.richBlocks = [
            .paragraph(.sequence(texts)), .heading(plain, size: 1), .preformatted(plain, language: text),
            .footer(plain), .divider, .mathematicalExpression(text), .anchor(name: text),
            .list([SandboxRichListItem(label: text, isChecked: nil, blocks: [.paragraph(plain)])]),
            .quotation([.paragraph(plain)], credit: plain), .expandableQuotation(plain, credit: plain),
            .pullQuotation(plain, credit: plain), .table(SandboxRichTable(rows: [[cell]], caption: plain)),
            .details(summary: plain, [.paragraph(plain)], isOpen: false), .thinking(plain),
        ]
        return message
    }

    @Test(arguments: [
        ("https://example.com/?a=1&b=\"2\"", #"href="https://example.com/?a=1&amp;b=&quot;2&quot;""#),
        ("tg://user?id=5", #"href="tg://user?id=5""#),
        ("HTTPS://EXAMPLE.COM", #"href="HTTPS://EXAMPLE.COM""#),
        ("mailto:a@example.com", #"href="mailto:a@example.com""#),
        ("javascript:alert(1)", nil), ("JavaScript:alert(1)", nil), (" javascript:alert(1)", nil),
        ("java\nscript:alert(1)", nil), ("ht\ntps://example.com", nil), ("data:text/html,<b>", nil),
        ("vbscript:x", nil), ("file:///etc/passwd", nil), ("//example.com", nil), ("example.com", nil), ("", nil),
    ])
    func links(url: String, attribute: String?) {
        let link = PageLink.html(to: url, HTML(text: "x")).markup
        if let attribute { #expect(link.contains(attribute)) } else { #expect(link == "x") }
    }

    @Test(
        arguments: [
            ("a\nb", [], "a\nb"),
            ("👋 <b>", [["type": "bold", "offset": 3, "length": 3]], "👋 <b>&lt;b&gt;</b>"),
            (
                "abcdef",
                [["type": "italic", "offset": 2, "length": 2], ["type": "bold", "offset": 1, "length": 4]],
                "a<b>b<i>cd</i>e</b>f"
            ),
            // The same range twice.
            (
                "ab",
                [["type": "bold", "offset": 0, "length": 2], ["type": "italic", "offset": 0, "length": 2]],
                "<b><i>ab</i></b>"
            ),
            // The line break that ends a block is not shown once more.
            ("q\n\nr", [["type": "blockquote", "offset": 0, "length": 1]], "<blockquote>q</blockquote>\nr"),
            (
                "let x\nr", [["type": "pre", "offset": 0, "length": 5, "language": "swift"]],
                #"<div class="code"><div class="language">swift</div><pre><code>let x</code></pre></div>r"#
            ),
            // What no server would let through.
            ("ab", [["type": "bold", "offset": 1, "length": 5]], "ab"),
            ("ab", [["type": "bold", "offset": -1, "length": 1]], "ab"),
            ("ab", [["type": "bold", "offset": 0, "length": 9_223_372_036_854_775_807]], "ab"),
            (
                "abc",
                [["type": "bold", "offset": 0, "length": 2], ["type": "italic", "offset": 1, "length": 2]],
                "<b>ab</b>c"
            ),
            ("ab", [["type": "hashtag", "offset": 0, "length": 2]], #"<span class="entity">ab</span>"#),
        ] as [(String, [JSON], String)]
    )
    func entities(text: String, entities: [JSON], markup: String) {
        #expect(body(text, entities) == markup)
    }

    @Test func aWholeChat() async throws {
        var configuration = SandboxConfiguration()
        configuration.unixTime = { 1_000_000_000 }
        try await withBot(configuration) { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna", languageCode: "ru")
            let question = await anna.send("How?")
            let chat = JSON.integer(anna.id)
            try await bot.result(
                "sendMessage",
                [
                    "chat_id": chat, "text": "So.", "reply_parameters": ["message_id": .integer(question)],
                    "reply_markup": ["inline_keyboard": [[["text": "More", "callback_data": "m"]]]],
                ]
            )
            try await bot.result("editMessageText", ["chat_id": chat, "message_id": 2, "text": "So!"])
            try await bot.result("sendChatAction", ["chat_id": chat, "action": "typing"])
            try await bot.result(
                "sendMessageDraft",
                ["chat_id": chat, "draft_id": 1, "can_stop": true, "text": ""]
            )
            let page = await sandbox.page(of: anna.chat, timeZone: 3600)
            #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"ru\">"))
            #expect(page.contains(#"<article class="message own" id="m1">"#))
            #expect(page.contains(#"<div class="reply">How?</div><div class="text" dir="auto">So!</div>"#))
            #expect(page.contains("<span>изменено </span><time>02:46</time>"))
            #expect(!page.contains("More"))
            #expect(page.contains("Думает…") && page.contains(">Остановить</button>") && page.contains("печатает…"))
            // It loads nothing and runs nothing.
            #expect(page.contains("default-src &#39;none&#39;") && !page.contains("<script"))
        }
    }

    @Test func aTopicOfAGroup() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let boris = await sandbox.person(firstName: "Boris")
            let group = await sandbox.group(title: "Group & friends", members: [anna, boris], isForum: true)
            let topic = await sandbox.topic(name: "One", in: group)
            await boris.send("inside", in: group, messageThreadID: topic)
            await boris.send("outside", in: group)
            let all = await sandbox.page(of: group, for: anna)
            #expect(all.contains("inside") && all.contains("outside") && all.contains("<bdi>Boris</bdi>"))
            #expect(all.contains("<bdi>Group &amp; friends</bdi>"))
            let one = await sandbox.page(of: group, for: boris, messageThreadID: topic)
            #expect(one.contains("inside") && !one.contains("outside") && !one.contains("<bdi>Boris</bdi>"))
        }
    }

    @Test func documentsAndTheirSizes() {
        for (count, size) in [(5, "5 B"), (1024, "1 KB"), (1536, "1.5 KB"), (3 * 1024 * 1024, "3 MB")] {
            var message = message("")
            message.document = SandboxDocument(name: "a.md", bytes: Array(repeating: 0, count: count))
            #expect(html(message).contains(#"<div class="size">\#(size)</div>"#))
        }
    }
}
