import BrowserTesting

extension MarkupCase {
    static let richTexts: [MarkupCase] = [
        MarkupCase("a <b>", "a <b>"),
        MarkupCase(["a", styled("bold", ["b", styled("italic", "c")])], "a<strong>b<em>c</></>"),
        MarkupCase(styled("underline", "x"), "<u>x</>"),
        MarkupCase(styled("strikethrough", "x"), "<s>x</>"),
        MarkupCase(styled("spoiler", "x"), "<span.spoiler>x</>"),
        MarkupCase(styled("subscript", "2"), "<sub>2</>"),
        MarkupCase(styled("superscript", "2"), "<sup>2</>"),
        MarkupCase(styled("marked", "x"), "<mark>x</>"),
        MarkupCase(styled("code", "x"), "<code>x</>"),
        MarkupCase(styled("url", "x", ["url": "tg://user?id=5"]), "<a href=tg://user?id=5>x</>"),
        MarkupCase(styled("url", "x", ["url": "javascript:x"]), "<span>x</>"),
        MarkupCase(styled("email_address", "x", ["email_address": "a@b.c"]), "<a href=mailto:a@b.c>x</>"),
        MarkupCase(styled("phone_number", "x", ["phone_number": "+1 23"]), "<a href=tel:+123>x</>"),
        MarkupCase(styled("bot_command", "x", ["bot_command": "/a"]), "<button.entity.command data-command=/a>x</>"),
        MarkupCase(styled("mention", "@a"), "<span.entity>@a</>"),
        MarkupCase(styled("of tomorrow", "x"), "<span.entity>x</>"),
        MarkupCase(["type": "custom_emoji", "alternative_text": "👍"], "<span.emoji>👍</>"),
        MarkupCase(["type": "mathematical_expression", "expression": "a<b"], "<span.math>a<b</>"),
        MarkupCase(["type": "anchor", "name": "n"], "<span data-anchor=n></>"),
        MarkupCase(styled("anchor_link", "x", ["anchor_name": "n"]), "<button.anchor-link data-to=n>x</>"),
        MarkupCase(styled("reference", "x", ["name": "n"]), "<span data-anchor=n>x</>"),
        MarkupCase(styled("reference_link", "x", ["reference_name": "n"]), "<button.anchor-link data-to=n>x</>"),
        MarkupCase(
            ["type": "button", "button": ["text": "x", "copy_text": ["text": "c"], "style": "danger"]],
            "<button.rich-button.danger data-text=c>x</>"
        ),
        MarkupCase(
            ["type": "button", "button": ["text": "x", "url": "javascript:x", "style": "hidden"]],
            "<span.rich-button>x</>"
        ),
        MarkupCase(["type": "button", "button": ["text": "x"]], "<button.rich-button disabled>x</>"),
        MarkupCase([:], "<span.entity></>"),
    ]

    static let richBlocks: [MarkupCase] = [
        MarkupCase(block("paragraph"), "<p>x</>"),
        MarkupCase(block("heading", ["size": 1]), "<h3.size-1>x</>"),
        MarkupCase(block("heading", ["size": 6]), "<h6.size-6>x</>"),
        MarkupCase(block("heading", ["size": 99]), "<h6.size-6>x</>"),
        MarkupCase(block("heading"), "<h3.size-1>x</>"),
        MarkupCase(
            block("pre", ["language": "c"]),
            "<div.code><div.code-bar><span.code-language><bdi>c</></></><pre><code>x</></></>"
        ),
        MarkupCase(block("footer"), "<footer>x</>"),
        MarkupCase(["type": "divider"], "<hr></>"),
        MarkupCase(["type": "mathematical_expression", "expression": "x"], "<div.math>x</>"),
        MarkupCase(["type": "anchor", "name": "n"], "<span data-anchor=n></>"),
        MarkupCase(
            ["type": "blockquote", "blocks": [block("paragraph")], "credit": "y"],
            "<blockquote.quote><p>x</><cite>y</></>"
        ),
        MarkupCase(
            block("expandable_blockquote", ["credit": "y"]),
            "<blockquote.quote.expandable><div.fold><p>x</><cite>y</></></>"
        ),
        MarkupCase(block("pullquote"), "<aside.pull><p>x</></>"),
        MarkupCase(
            ["type": "details", "summary": "s", "blocks": [block("paragraph")]],
            "<details><summary>s</><div.details><p>x</></></>"
        ),
        MarkupCase(
            ["type": "details", "summary": "s", "blocks": [], "is_open": true],
            "<details open><summary>s</><div.details></></>"
        ),
        MarkupCase(block("thinking"), "<div.thinking>x</>"),
        MarkupCase(
            [
                "type": "list",
                "items": [
                    ["label": "9.", "blocks": [block("paragraph")]],
                    ["has_checkbox": true, "is_checked": true, "blocks": []],
                    ["has_checkbox": true, "blocks": []],
                ],
            ],
            """
            <ul.list><li><span.label>9.</><div><p>x</></></><li.checked><span.label.box.on></><div></></>\
            <li><span.label.box></><div></></></>
            """
        ),
        MarkupCase(
            [
                "type": "table", "is_bordered": true, "is_striped": true, "is_compact": true, "caption": "c",
                "cells": [
                    [["text": "h", "align": "right", "valign": "top", "is_header": true, "colspan": 2]],
                    [["text": "x", "align": "bold", "rowspan": 99], ["align": "left"]],
                ],
            ],
            """
            <div.table><table.bordered.striped.compact><caption>c</><tbody><tr><th.right.top colspan=2>h</></>\
            <tr><td rowspan=20>x</><td.left.invisible></></></></></>
            """
        ),
        MarkupCase(block("of tomorrow"), "<p.unknown>x</>"),
        MarkupCase(["type": "of tomorrow"], "<p.unknown>Something this page does not know</>"),
    ]

    private static func styled(_ type: String, _ text: JSONValue, _ more: [String: JSONValue] = [:]) -> JSONValue {
        .object(["type": .string(type), "text": text].merging(more) { $1 })
    }

    private static func block(_ type: String, _ more: [String: JSONValue] = [:]) -> JSONValue {
        styled(type, "x", more)
    }
}
