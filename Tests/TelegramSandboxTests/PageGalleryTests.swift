import Foundation
import Testing

@testable import TelegramSandbox

/// Pages to look at: with `LOCALAICHAT_PAGES=FOLDER` they are written there.
@Suite(.timeLimit(.minutes(1))) struct PageGalleryTests {
    private func write(_ page: String, _ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["LOCALAICHAT_PAGES"] else { return }
        try Data(page.utf8).write(to: URL(filePath: folder).appending(path: name + ".html"))
    }

    @Test func textWithEntities() async throws {
        var configuration = SandboxConfiguration()
        configuration.unixTime = { 1_795_000_000 }
        try await withBot(configuration) { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Anna")
            let question = await anna.send("What is a tail call? Show me one in Swift.")
            let pieces: [(String, String?, String?)] = [
                ("Tail calls", "bold", nil), ("\n\nA call in ", nil, nil), ("tail position", "italic", nil),
                (" is the ", nil, nil), ("last", "underline", nil), (" thing that a function does; see ", nil, nil),
                ("Wikipedia", "text_link", nil), (". Use ", nil, nil), ("return f(x)", "code", nil),
                (":\n\n", nil, nil),
                (
                    "func sum(_ n: Int, _ total: Int = 0) -> Int {\n    n == 0 ? total : sum(n - 1, total + n)\n}",
                    "pre", "swift"
                ),
                ("\nIn the end:\n", nil, nil),
                ("It is a loop in disguise.\nNothing is kept on the stack.", "blockquote", nil),
                ("\nHow I thought about it:\n", nil, nil),
                (
                    "The question is about tail calls.\nI should explain what the position means.\nThen an example.\n"
                        + "Swift does not guarantee it.\nSo I should say so.\nAnd keep it short.",
                    "expandable_blockquote", nil
                ),
                ("\nThe answer: ", nil, nil), ("42", "spoiler", nil), (" and not ", nil, nil),
                ("41", "strikethrough", nil), (" #tail", nil, nil),
            ]
            var text = ""
            var entities: [JSON] = []
            for (piece, type, language) in pieces {
                if let type {
                    entities.append([
                        "type": .string(type), "offset": .integer(text.utf16.count),
                        "length": .integer(piece.utf16.count), "language": language.map(JSON.string),
                        "url": type == "text_link" ? "https://en.wikipedia.org/wiki/Tail_call" : nil,
                    ])
                }
                text += piece
            }
            let chat = JSON.integer(anna.id)
            try await bot.result(
                "sendMessage",
                [
                    "chat_id": chat, "text": .string(text), "entities": .array(entities),
                    "reply_parameters": ["message_id": .integer(question)],
                    "reply_markup": ["inline_keyboard": [[["text": "🔄 Reset the context", "callback_data": "r"]]]],
                ]
            )
            await anna.send("<img src=x onerror=alert(1)> and <b>this</b>?")
            try await bot.result(
                "sendMessage",
                ["chat_id": chat, "text": "You wrote: <img src=x onerror=alert(1)>, which is only text."]
            )
            try await bot.result(
                "editMessageText",
                ["chat_id": chat, "message_id": 4, "text": "Only text: <b>this</b>."]
            )
            await anna.send("مرحبا، كيف حالك؟")
            try await bot.result(
                "sendMessageDraft",
                ["chat_id": chat, "draft_id": 1, "can_stop": true, "text": "A greeting in Arabic, which means"]
            )
            try await bot.result("sendChatAction", ["chat_id": chat, "action": "typing"])
            let page = await sandbox.page(of: anna.chat)
            #expect(page.contains("Tail calls"))
            try write(page, "entities")
        }
    }

    @Test func richMessage() async throws {
        func paragraph(_ text: JSON) -> JSON { ["type": "paragraph", "text": text] }
        func cell(_ text: JSON, _ align: JSON = "left", header: Bool = false) -> JSON {
            ["text": text, "align": align, "valign": "middle", "is_header": .bool(header)]
        }
        func item(_ blocks: [JSON], checked: Bool? = nil, value: Int? = nil) -> JSON {
            [
                "blocks": .array(blocks), "has_checkbox": checked == nil ? nil : true,
                "is_checked": checked.map(JSON.bool), "value": value.map(JSON.integer),
                "type": value == nil ? nil : "1",
            ]
        }
        let thinking: JSON = [
            "type": "details", "summary": "Reasoning", "blocks": [paragraph("First the roots, then the table.")],
        ]
        let bullets: JSON = [
            item([
                paragraph(["a ", ["type": "bold", "text": "positive"], " one: two roots"]),
                ["type": "list", "items": [item([paragraph("both are real")]), item([paragraph("they differ")])]],
            ]),
            item([paragraph("zero: one root")]),
        ]
        let blocks: JSON = [
            ["type": "heading", "size": 2, "text": "Quadratic equations"], thinking,
            paragraph([
                "An equation ", ["type": "mathematical_expression", "expression": "ax^2 + bx + c = 0"], " has ",
                ["type": "italic", "text": "two"], " roots, see ",
                ["type": "url", "text": "Wikipedia", "url": "https://en.wikipedia.org/wiki/Quadratic_equation"], ":",
            ]),
            ["type": "mathematical_expression", "expression": #"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}"#],
            ["type": "heading", "size": 4, "text": "The discriminant"], ["type": "list", "items": bullets],
            [
                "type": "list",
                "items": [
                    item([paragraph("Compute D")], value: 9), item([paragraph("Take its root")], value: 10),
                ],
            ],
            [
                "type": "list",
                "items": [
                    item([paragraph("Derive the formula")], checked: true),
                    item([paragraph("Try an example")], checked: false),
                ],
            ],
            [
                "type": "table", "is_bordered": true, "is_striped": true, "caption": "Examples",
                "cells": [
                    [
                        cell("Equation", header: true), cell("D", "right", header: true),
                        cell("Roots", "center", header: true),
                    ],
                    [cell("x² − 3x + 2 = 0"), cell("1", "right"), cell("1, 2", "center")],
                    [cell("x² + 1 = 0"), cell("−4", "right"), cell(["type": "spoiler", "text": "±i"], "center")],
                    [cell("x² − 2x + 1 = 0"), cell("0", "right"), cell(["type": "code", "text": "1"], "center")],
                ],
            ],
            [
                "type": "pre", "language": "python",
                "text":
                    "def roots(a, b, c):\n    d = (b * b - 4 * a * c) ** 0.5\n    return (-b - d) / 2 / a, (-b + d) / 2 / a",
            ],
            ["type": "divider"],
            ["type": "blockquote", "blocks": [paragraph("Mathematics is the queen of sciences.")], "credit": "Gauss"],
            ["type": "expandable_blockquote", "text": "One\nTwo\nThree\nFour\nFive\nSix"],
            ["type": "pullquote", "text": "D decides."],
            paragraph([
                "H", ["type": "subscript", "text": "2"], "O, x", ["type": "superscript", "text": "2"], ", ",
                ["type": "marked", "text": "marked"], ", ", ["type": "strikethrough", "text": "gone"],
            ]),
            ["type": "footer", "text": "A footer."],
        ]
        try await withBot { (sandbox, bot) async throws in
            let anna = await sandbox.person(firstName: "Анна", languageCode: "ru")
            await anna.send("Как решить квадратное уравнение?")
            let chat = JSON.integer(anna.id)
            try await bot.result("sendRichMessage", ["chat_id": chat, "rich_message": ["blocks": blocks]])
            try await bot.result(
                "sendRichMessageDraft",
                [
                    "chat_id": chat, "draft_id": 1, "can_stop": true,
                    "rich_message": ["blocks": [["type": "thinking", "text": "Думаю…"]]],
                ]
            )
            let page = await sandbox.page(of: anna.chat)
            #expect(page.contains("<caption>Examples</caption>"))
            try write(page, "rich")
        }
    }
}
