import Testing

@testable import TelegramSandbox

@Suite(.timeLimit(.minutes(10))) struct RichMessageTests {
    private static func paragraph(_ text: JSON) -> JSON { ["type": "paragraph", "text": text] }
    private static func cell(_ text: JSON?) -> JSON { ["text": text, "align": "left", "valign": "top"] }

    /// A block of every kind, with every kind of text.
    private static let everything: JSON = [
        ["type": "heading", "size": 1, "text": "Title"],
        paragraph([
            "a ", ["type": "bold", "text": ["b", ["type": "italic", "text": "c"]]],
            ["type": "url", "text": "link", "url": "https://example.com"],
            ["type": "email_address", "text": "mail", "email_address": "a@example.com"],
            ["type": "mathematical_expression", "expression": "x^2"],
            ["type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "👍"],
            ["type": "anchor", "name": "here"],
            ["type": "anchor_link", "anchor_name": "here", "text": "up"],
            ["type": "hashtag", "hashtag": "tag", "text": "#tag"],
            ["type": "date_time", "unix_time": 5, "date_time_format": "r", "text": "then"],
        ]),
        ["type": "pre", "text": "let x = 1", "language": "swift"],
        ["type": "divider"],
        ["type": "mathematical_expression", "expression": #"\frac12"#],
        ["type": "anchor", "name": "a"],
        [
            "type": "list",
            "items": [
                ["blocks": [paragraph("one"), ["type": "list", "items": [["blocks": [paragraph("deep")]]]]]],
                ["blocks": [paragraph("two")], "has_checkbox": true, "is_checked": true],
                ["blocks": [paragraph("")]],
            ],
        ],
        [
            "type": "list",
            "items": [
                ["blocks": [paragraph("three")], "value": 3, "type": "1"],
                ["blocks": [paragraph("four")], "value": 4, "type": "i"],
            ],
        ],
        ["type": "blockquote", "blocks": [paragraph("quoted")], "credit": "somebody"],
        ["type": "expandable_blockquote", "text": "long"],
        ["type": "pullquote", "text": "pulled"],
        [
            "type": "table", "is_bordered": true, "caption": "Caption",
            "cells": [
                [["text": "h", "is_header": true, "align": "center", "valign": "middle"], cell(nil)],
                [cell("1"), cell("")],
            ],
        ],
        ["type": "details", "summary": "more", "blocks": [paragraph("inside")], "is_open": true],
        ["type": "footer", "text": "end"],
    ]

    private static let everythingRead = """
        Title\na bclinkmailx^2👍up#tagthen\nlet x = 1\n\\frac12\none\ndeep\ntwo\n\nthree\nfour\nquoted\nsomebody\nlong\npulled
        Caption\nh\t\n1\t\nmore\ninside\nend
        """

    @Test func everyKindOfBlock() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let sent = try await bot.result(
                "sendRichMessage",
                ["chat_id": .integer(anna.id), "rich_message": ["blocks": Self.everything, "is_rtl": false]]
            )
            let message = try #require(await anna.messages().first)
            #expect(message.text == Self.everythingRead)
            let blocks = try #require(message.richBlocks)
            #expect(blocks.count == Self.everything.array?.count)
            #expect(blocks[0] == .heading(.plain("Title"), size: 1))
            #expect(blocks[2] == .preformatted(.plain("let x = 1"), language: "swift"))
            guard case .list(let bullets) = blocks[6], case .list(let numbers) = blocks[7] else {
                Issue.record("no lists")
                return
            }
            #expect(bullets.map(\.label) == ["•", "•", "•"])
            #expect(bullets.map(\.isChecked) == [nil, true, nil])
            #expect(numbers.map(\.label) == ["3.", "iv."])
            // The bot gets what it sent, with labels.
            let echoed = try #require(sent["rich_message"]?["blocks"]?.array)
            #expect(echoed[2] == Self.everything.array?[2])
            #expect(echoed[7]["items"]?.array?[1]["label"] == "iv.")
            #expect(sent["text"] == nil)
            #expect(await sandbox.calls.allSatisfy { $0.unknownParameters.isEmpty })
        }
    }

    @Test func editsTurnTextIntoRichAndBack() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let id = try #require(
                try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "x"])["message_id"]
            )
            let rich: JSON = ["blocks": [Self.paragraph("rich")]]
            let edit: JSON = ["chat_id": .integer(anna.id), "message_id": id, "rich_message": rich]
            try await bot.result("editMessageText", edit)
            #expect(await anna.messages().first?.richBlocks == [.paragraph(.plain("rich"))])
            #expect(try await bot.call("editMessageText", edit).error?.contains("message is not modified") == true)
            // As JSON in a form, too.
            let text: JSON = ["chat_id": .integer(anna.id), "message_id": id, "rich_message": .string(rich.text)]
            #expect(try await bot.call("editMessageText", text).error?.contains("message is not modified") == true)
            try await bot.result("editMessageText", ["chat_id": .integer(anna.id), "message_id": id, "text": "rich"])
            #expect(await anna.messages().first?.richBlocks == nil)
        }
    }

    @Test func drafts() async throws {
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            func draft(_ blocks: JSON) -> JSON {
                [
                    "chat_id": .integer(anna.id), "draft_id": 7, "can_stop": true,
                    "rich_message": ["blocks": blocks],
                ]
            }
            try await bot.result("sendRichMessageDraft", draft([["type": "thinking", "text": "Thinking…"]]))
            #expect(await anna.draft()?.richBlocks == [.thinking(.plain("Thinking…"))])
            #expect(await anna.draft()?.text == "Thinking…")
            try await bot.result("sendRichMessageDraft", draft([Self.paragraph("half")]))
            #expect(await anna.draft()?.draftID == 7)
            try await anna.stopDraft()
            #expect(await anna.draft() == nil)
            let refused = try await bot.call(
                "sendRichMessageDraft",
                ["chat_id": .integer(anna.id), "draft_id": 0, "rich_message": ["blocks": [Self.paragraph("x")]]]
            )
            #expect(refused.error == "Bad Request: draft_id must be non-zero")
        }
    }

    @Test func anOlderServer() async throws {
        var configuration = SandboxConfiguration()
        configuration.richMessages = false
        try await withBot(configuration) { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let rich: JSON = ["blocks": [Self.paragraph("x")]]
            for method in ["sendRichMessage", "sendRichMessageDraft"] {
                let parameters: JSON = ["chat_id": .integer(anna.id), "draft_id": 1, "rich_message": rich]
                let reply = try await bot.call(method, parameters)
                #expect(reply.status == 404 && reply.error == "Not Found")
            }
            try await bot.result("sendMessage", ["chat_id": .integer(anna.id), "text": "x"])
            let edit: JSON = ["chat_id": .integer(anna.id), "message_id": 1, "rich_message": rich]
            #expect(try await bot.call("editMessageText", edit).error == "Bad Request: message text is empty")
            #expect(await sandbox.calls.last?.unknownParameters == ["rich_message"])
        }
    }

    private static func nested(_ levels: Int) -> JSON {
        levels == 1 ? paragraph("x") : ["type": "blockquote", "blocks": [nested(levels - 1)]]
    }

    private static func row(_ columns: Int) -> JSON { .array(Array(repeating: cell("x"), count: columns)) }

    /// Each list and each of its items is a level, and the paragraph and its formatting are two more.
    private static func inLists(_ lists: Int) -> JSON {
        lists == 0
            ? paragraph(["type": "code", "text": "x"]) : ["type": "list", "items": [["blocks": [inLists(lists - 1)]]]]
    }

    private static func bold(_ levels: Int) -> JSON {
        levels == 0 ? "x" : ["type": "bold", "text": bold(levels - 1)]
    }

    @Test(
        arguments: [
            [nested(16)],
            .array(Array(repeating: paragraph("x"), count: 500)),
            // A list, an item, a paragraph.
            .array(Array(repeating: ["type": "list", "items": [["blocks": [paragraph("x")]]]], count: 166)),
            [paragraph(.string(String(repeating: "é", count: 32_768)))],
            [["type": "table", "cells": [row(20)]]],
            [paragraph(bold(15))],
            [["type": "table", "cells": [[cell(bold(13))]]]],
            [["type": "list", "items": [["blocks": [paragraph("x")]], ["blocks": [paragraph("")]]]]],
            [inLists(7)],
        ] as [JSON]
    )
    func upToTheLimits(blocks: JSON) throws {
        _ = try RichMessage(["blocks": blocks])
    }

    @Test(
        arguments: [
            ([nested(17)], "RICH_MESSAGE_DEPTH_INVALID"),
            ([paragraph(bold(16))], "RICH_MESSAGE_DEPTH_INVALID"),
            ([paragraph(bold(50))], "RICH_MESSAGE_DEPTH_INVALID"),
            ([inLists(8)], "RICH_MESSAGE_DEPTH_INVALID"),
            ([["type": "table", "cells": [[cell(bold(14))]]]], "RICH_MESSAGE_DEPTH_INVALID"),
            ([["type": "details", "summary": "x", "blocks": [paragraph(bold(15))]]], "RICH_MESSAGE_DEPTH_INVALID"),
            (.array(Array(repeating: paragraph("x"), count: 501)), "RICH_MESSAGE_BLOCKS_TOO_MANY"),
            (
                .array(Array(repeating: ["type": "list", "items": [["blocks": [paragraph("x")]]]], count: 167)),
                "RICH_MESSAGE_BLOCKS_TOO_MANY"
            ),
            (
                [["type": "table", "cells": .array(Array(repeating: row(1), count: 500))]],
                "RICH_MESSAGE_BLOCKS_TOO_MANY"
            ),
            ([paragraph(.string(String(repeating: "é", count: 32_769)))], "RICH_MESSAGE_TEXT_TOO_LONG"),
            ([["type": "table", "cells": [row(21)]]], "RICH_MESSAGE_TABLE_COLS_TOO_MANY"),
            (
                [
                    [
                        "type": "table",
                        "cells": [[["colspan": 19, "align": "left", "valign": "top"], cell("x"), cell("x")]],
                    ]
                ],
                "RICH_MESSAGE_TABLE_COLS_TOO_MANY"
            ),
            ([["type": "heading", "size": 2, "text": ""]], "RICH_MESSAGE_CONTENT_REQUIRED"),
            ([["type": "pre", "text": " \n"]], "RICH_MESSAGE_CONTENT_REQUIRED"),
            ([paragraph("")], "RICH_MESSAGE_CONTENT_REQUIRED"),
            ([["type": "list", "items": [["blocks": []]]]], "RICH_MESSAGE_CONTENT_REQUIRED"),
            ([["type": "blockquote", "blocks": []]], "RICH_MESSAGE_CONTENT_REQUIRED"),
            ([["type": "table", "cells": [[]]]], "RICH_MESSAGE_CONTENT_REQUIRED"),
            ([["type": "table", "cells": []]], "RICH_MESSAGE_CONTENT_REQUIRED"),
            ([["type": "divider"]], "RICH_MESSAGE_EMPTY"),
            ([paragraph(["type": "url", "text": "x", "url": "javascript:alert(1)"])], "RICH_MESSAGE_URL_INVALID"),
            ([paragraph(["type": "url", "text": "x", "url": "file:///etc/passwd"])], "RICH_MESSAGE_URL_INVALID"),
            ([paragraph(["type": "url", "text": "x", "url": "https://a b"])], "RICH_MESSAGE_URL_INVALID"),

            ([5], "object expected as InputRichMessageBlock"),
            ([["text": "x"]], "can't parse InputRichBlock: Can't find field \"type\""),
            ([["type": "code", "text": "x"]], "can't parse InputRichBlock: type \"code\" is unsupported"),
            ([["type": "photo"]], "the sandbox does not support rich blocks of type \"photo\""),
            ([["type": "paragraph"]], "can't parse InputRichBlock: Can't find field \"text\""),
            ([paragraph(5)], "invalid rich text specified"),
            ([paragraph(["type": "blink", "text": "x"])], "unsupported rich text type"),
            ([paragraph(["type": "bold"])], "can't parse RichText: Can't find field \"text\""),
            ([paragraph(["type": "url", "text": "x"])], "can't parse RichText: Can't find field \"url\""),
            (
                [paragraph(["type": "bold", "text": "x", "bold": true])],
                "can't parse RichText: unknown field \"bold\""
            ),
            (
                [paragraph(["type": "custom_emoji", "custom_emoji_id": "x", "alternative_text": "👍"])],
                "invalid custom emoji identifier specified"
            ),
            (
                [paragraph(["type": "button", "button": [:]])],
                "the sandbox does not support rich text of type \"button\""
            ),
            ([["type": "heading", "text": "x"]], "can't parse InputRichBlock: Can't find field \"size\""),
            (
                [["type": "heading", "text": "x", "size": "2"]],
                "can't parse InputRichBlock: Field \"size\" must be of type Number"
            ),
            ([["type": "heading", "text": "x", "size": 7]], "invalid section heading size specified"),
            (
                [["type": "details", "summary": "x", "blocks": [paragraph("x")], "open": true]],
                "can't parse InputRichBlock: unknown field \"open\""
            ),
            ([["type": "thinking", "text": "x"]], "thinking blocks can be used only in rich message drafts"),
            ([["type": "list", "items": []]], "list must be non-empty"),
            ([["type": "list", "items": ["x"]]], "object expected as InputRichBlockListItem"),
            (
                [["type": "list", "items": [["text": "x"]]]],
                "can't parse InputRichBlockListItem: unknown field \"text\""
            ),
            (
                [["type": "list", "items": [["blocks": [paragraph("x")], "type": "x"]]]],
                "invalid list item type specified"
            ),
            (
                [["type": "list", "items": [["blocks": [paragraph("x")], "value": 1]]]],
                "can't parse InputRichBlockListItem: \"value\" without \"type\""
            ),
            (
                [
                    [
                        "type": "list",
                        "items": [
                            ["blocks": [paragraph("x")], "value": 1, "type": "1"], ["blocks": [paragraph("x")]],
                        ],
                    ]
                ],
                "list must be either ordered or unordered"
            ),
            ([["type": "table", "cells": ["x"]]], "can't parse InputRichBlock: expected an Array of table cells"),
            ([["type": "table", "cells": [["x"]]]], "richBlockTableCell must be an object"),
            (
                [["type": "table", "cells": [[["text": "x"]]]]],
                "can't parse InputRichBlock: Can't find field \"align\""
            ),
            (
                [["type": "table", "cells": [[["text": "x", "align": "middle", "valign": "top"]]]]],
                "invalid horizontal alignment specified"
            ),
            (
                [["type": "table", "cells": [[["text": "x", "align": "left", "valign": "center"]]]]],
                "invalid vertical alignment specified"
            ),
            (
                [["type": "table", "cells": [[["align": "left", "valign": "top", "colspan": -1]]]]],
                "invalid table cell colspan specified"
            ),
            (
                [["type": "table", "cells": [[["align": "left", "valign": "top", "rowspan": -1]]]]],
                "invalid table cell rowspan specified"
            ),
        ] as [(JSON, String)]
    )
    func blocksThatAreRefused(blocks: JSON, description: String) {
        #expect(throws: Refusal.badRequest(description)) { try RichMessage(["blocks": blocks]) }
    }

    @Test(
        arguments: [
            (nil, "rich message must be non-empty"),
            ("", "rich message must be non-empty"),
            ("{", "can't parse rich message JSON object"),
            (5, "object expected as rich message"),
            ([], "object expected as rich message"),
            ([:], "rich message must be non-empty"),
            (["blocks": []], "rich message must be non-empty"),
            (["blocks": 5], "can't parse InputRichMessage: Field \"blocks\" must be of type Array"),
            (["markdown": "x"], "the sandbox does not support \"markdown\" of rich_message"),
            (["html": "x"], "the sandbox does not support \"html\" of rich_message"),
            (
                ["blocks": [paragraph("x")], "is_rtl": 1],
                "can't parse InputRichMessage: Field \"is_rtl\" must be of type Boolean"
            ),
            (["blocks": [paragraph("x")], "title": "x"], "can't parse InputRichMessage: unknown field \"title\""),
        ] as [(JSON?, String)]
    )
    func messagesThatAreRefused(message: JSON?, description: String) async throws {
        try await withBot { (sandbox, bot) async throws in
            // Looked at before the chat is, as at Telegram.
            let reply = try await bot.call("sendRichMessage", ["chat_id": 5, "rich_message": message])
            #expect(reply.status == 400)
            #expect(reply.error == "Bad Request: " + description)
        }
    }

    @Test func textAndRichTogether() async throws {
        try await withBot { (sandbox, bot) async throws in
            let edit: JSON = ["chat_id": 5, "text": "x", "rich_message": ["blocks": [Self.paragraph("x")]]]
            let reply = try await bot.call("editMessageText", edit)
            #expect(reply.error == "Bad Request: either text or rich_message must be used")
        }
    }

    @Test(arguments: [
        (1, "1", "1."), (27, "a", "aa."), (26, "A", "Z."), (1994, "i", "mcmxciv."), (9, "I", "IX."), (0, "i", "0."),
    ])
    func labels(value: Int, type: String, label: String) {
        let item: JSON = ["value": .integer(value), "type": .string(type)]
        #expect(RichListLabel.text(of: item, at: 7) == label)
        #expect(RichListLabel.text(of: ["type": "1"], at: 7) == "8.")
    }
}
