import BrowserTesting
import Foundation
import TelegramSandbox
import Testing

extension PageSuite {
    /// What a model, a bot or another person may write: it is seen as it was written, and never becomes a part of the page.
    @Suite struct HostileTests {
        private static let texts = [
            "<img src=x onerror=hacked()>", "<script>hacked()</script>", "\"><svg onload=hacked()>",
            "' onmouseover='hacked()", "</style><script>hacked()</script>",
            "<iframe srcdoc='<script>parent.hacked()</script>'></iframe>",
            "<a href=\"javascript:hacked()\">x</a>", "{{constructor.constructor('hacked()')()}}", "\u{202E}gpj.exe",
            "<!--", "&lt;b&gt;",
            "javascript:hacked()", "JaVaScRiPt:hacked()", "__proto__", "data:text/html,<script>hacked()</script>",
        ]

        @Test func nothingOfItRuns() async throws {
            try await PageScene.withPage { sandbox, page in
                let anna = await sandbox.person(firstName: Self.texts[0], lastName: Self.texts[1])
                let boris = await sandbox.person(firstName: Self.texts[2], username: "boris")
                let group = await sandbox.group(title: Self.texts[3], members: [anna, boris], isForum: true)
                let topic = await sandbox.topic(name: Self.texts[4], in: group)
                for text in Self.texts { await boris.send(text, in: group, messageThreadID: topic) }
                try await Self.write(Array(Self.texts.prefix(4)), to: anna, sandbox)
                try await Self.sendFile(sandbox, chat: anna.id, name: "x\"><img src=x onerror=hacked()>.html")
                try await sandbox.call(
                    "setMyCommands",
                    ["commands": [["command": "hack", "description": .string(Self.texts[0])]]]
                )
                let draft = JSONValue.string(Self.texts.joined(separator: " "))
                try await sandbox.call(
                    "sendMessageDraft",
                    chat: anna.id,
                    ["draft_id": 7, "text": draft, "can_stop": true]
                )
                try await withWindow { window in
                    try await Self.open(PageScene.address(page, anna), window)
                    try await window.waitForDraft(Self.texts[0])
                    for text in Self.texts.prefix(4) { try await window.waitForMessage(text) }
                    try await window.find("[data-testid=panel-toggle]").click()
                    try await window.wait(for: "the calls", "document.querySelectorAll('[data-call]').length > 10")
                    try await Self.expectHarmless(window)
                    try await window.picture("hostile")

                    try await Self.open(PageScene.address(page, boris, in: group, thread: topic), window)
                    try await window.wait(
                        for: "the messages",
                        "document.querySelectorAll('article.own').length === args[0]",
                        [.number(Double(Self.texts.count))]
                    )
                    try await Self.expectHarmless(window)

                    try await Self.open(page + "#person=<img src=x onerror=hacked()>&chat=javascript:hacked()", window)
                    try await window.find("[data-testid=person] option")
                    try await Self.expectHarmless(window)
                }
            }
        }

        /// As many at a time as the page shows at once.
        @Test(arguments: [4..<8, 8..<12, 12..<15]) func whatIsWrittenIsSeen(range: Range<Int>) async throws {
            try await PageScene.withPage { sandbox, page in
                let anna = await sandbox.person(firstName: "Anna")
                try await Self.write(Array(Self.texts[range]), to: anna, sandbox)
                try await withWindow { window in
                    try await window.open(PageScene.address(page, anna))
                    for text in Self.texts[range] { try await window.waitForMessage(text) }
                    try await Self.expectHarmless(window)
                }
            }
        }

        private static func write(_ texts: [String], to person: Person, _ sandbox: TelegramSandbox) async throws {
            for text in texts {
                await person.send(text)
                for (method, parameters) in calls(text) { try await sandbox.call(method, chat: person.id, parameters) }
            }
        }

        /// Also where only the part after `#` is another.
        private static func open(_ address: String, _ window: BrowserWindow) async throws {
            try await window.open("about:blank")
            try await window.open(address)
        }

        private static func expectHarmless(_ window: BrowserWindow) async throws {
            let found = try await window.evaluate(
                """
                const all = [...document.body.querySelectorAll("*")];
                return [
                    ...all.filter((e) => ["IMG", "SCRIPT", "IFRAME", "OBJECT", "EMBED", "STYLE", "BASE", "META", "LINK"].includes(e.tagName))
                        .map((e) => e.outerHTML),
                    ...all.flatMap((e) => [...e.attributes].filter((a) => a.name.startsWith("on") || a.name === "style" || a.name === "srcdoc")
                        .map((a) => a.name)),
                    ...all.filter((e) => e.hasAttribute("href") && !/^(https?:\\/\\/|tg:\\/\\/|ton:\\/\\/|mailto:|tel:|\\.\\/|page\\/|#)/.test(e.getAttribute("href")))
                        .map((e) => e.getAttribute("href")),
                ];
                """
            )
            #expect(found == [])
            try await #expect(window.evaluate("return typeof hacked") == "undefined")
            try await window.expectNoTrouble()
        }

        private static func calls(_ text: String) -> [(String, JSONValue)] {
            let length = JSONValue.number(Double(text.utf16.count))
            func message(_ type: String, _ more: [String: JSONValue] = [:]) -> (String, JSONValue) {
                let entity = more.merging(["type": .string(type), "offset": 0, "length": length]) { $1 }
                return ("sendMessage", ["text": .string(text), "entities": [.object(entity)]])
            }
            let value = JSONValue.string(text)
            let blocks: [JSONValue] = [
                ["type": "paragraph", "text": value], ["type": "heading", "text": value, "size": 1],
                ["type": "pre", "text": value, "language": value],
                ["type": "mathematical_expression", "expression": value],
                ["type": "blockquote", "blocks": [["type": "paragraph", "text": value]], "credit": value],
                ["type": "table", "cells": [[["text": value, "align": "left", "valign": "top"]]], "caption": value],
                [
                    "type": "details", "summary": value, "blocks": [["type": "paragraph", "text": value]],
                    "is_open": true,
                ],
            ]
            return [
                message("bold"), message("code"), message("pre", ["language": value]), message("expandable_blockquote"),
                message("spoiler"),
                message("hashtag"), message("url"), message("bot_command"),
                message("text_link", ["url": .string("https://example.com/?\(text.filter { !$0.isWhitespace })")]),
                (
                    "sendMessage",
                    [
                        "text": "buttons",
                        "reply_markup": [
                            "inline_keyboard": [
                                [
                                    ["text": value, "callback_data": "x"],
                                    ["text": value, "copy_text": ["text": value]],
                                ],
                                [
                                    [
                                        "text": value,
                                        "url": .string("https://example.com/\(text.filter { !$0.isWhitespace })"),
                                    ]
                                ],
                            ]
                        ],
                    ]
                ),
                ("sendRichMessage", ["rich_message": ["blocks": .array(blocks)]]),
            ]
        }

        private static func sendFile(_ sandbox: TelegramSandbox, chat: Int64, name: String) async throws {
            let escaped = name.replacing("\"", with: "%22")
            let body =
                "--B\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n\(chat)\r\n"
                + "--B\r\nContent-Disposition: form-data; name=\"document\"; filename=\"\(escaped)\"\r\nContent-Type: text/html\r\n\r\n"
                + "<script>hacked()</script>\r\n--B--\r\n"
            try await sandbox.post("sendDocument", "multipart/form-data; boundary=B", Data(body.utf8))
        }
    }
}
