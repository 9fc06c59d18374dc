import BrowserTesting

extension MarkupCase {
    /// Texts and their entities, which count UTF-16 units.
    static let entities: [MarkupCase] = [
        text("a\nb <b>&amp;", [], "a\nb <b>&amp;"),
        // Of each type.
        whole("x", "bold", "<strong>x</>"),
        whole("x", "italic", "<em>x</>"),
        whole("x", "underline", "<u>x</>"),
        whole("x", "strikethrough", "<s>x</>"),
        whole("x", "spoiler", "<span.spoiler>x</>"),
        whole("x", "code", "<code>x</>"),
        whole("x", "pre", "<div.code><div.code-bar><span.code-language></></><pre><code>x</></></>"),
        whole("x", "blockquote", "<blockquote.quote>x</>"),
        whole("x", "expandable_blockquote", "<blockquote.quote.expandable><div.fold>x</></>"),
        whole("x", "text_link", ["url": "https://example.com/"], "<a href=https://example.com/>x</>"),
        whole("x", "text_link", ["url": "javascript:x"], "<span>x</>"),
        whole("x", "text_link", "<span>x</>"),
        whole("example.com", "url", "<a href=https://example.com>example.com</>"),
        whole("javascript:x", "url", "<span>javascript:x</>"),
        whole("a@example.com", "email", "<a href=mailto:a@example.com>a@example.com</>"),
        whole("+1 (23)", "phone_number", "<a href=tel:+123>+1 (23)</>"),
        whole("/start", "bot_command", "<button.entity.command data-command=/start>/start</>"),
        whole("1970", "date_time", ["unix_time": 0], "<time.entity>1970</>"),
        whole("then", "date_time", ["unix_time": 1e300], "<span.entity>then</>"),
        whole("👍", "custom_emoji", ["custom_emoji_id": "5"], "<span.emoji>👍</>"),
        whole("@anna", "mention", "<span.entity>@anna</>"),
        whole("#tag", "hashtag", "<span.entity>#tag</>"),
        whole("$USD", "cashtag", "<span.entity>$USD</>"),
        whole("Anna", "text_mention", ["user": ["id": 5]], "<span.entity>Anna</>"),
        whole("x", "of tomorrow", "<span.entity>x</>"),
        whole("x", "__proto__", "<span.entity>x</>"),
        // Where they are.
        text("👋 <b>", [entity("bold", 3, 3)], "👋 <strong><b></>"),
        text("👩‍👩‍👧 é", [entity("bold", 9, 1)], "👩‍👩‍👧 <strong>é</>"),
        text("abcdef", [entity("italic", 2, 2), entity("bold", 1, 4)], "a<strong>b<em>cd</>e</>f"),
        text("ab", [entity("bold", 0, 2), entity("italic", 0, 2)], "<strong><em>ab</></>"),
        text("abc", [entity("bold", 0, 1), entity("italic", 1, 1)], "<strong>a</><em>b</>c"),
        text("a b", [entity("blockquote", 0, 3), entity("code", 2, 1)], "<blockquote.quote>a <code>b</></>"),
        // The line break that ends a block is not shown once more.
        text("q\n\nr", [entity("blockquote", 0, 1)], "<blockquote.quote>q</>\nr"),
        text(
            "let x\nr",
            [entity("pre", 0, 5, ["language": "swift"])],
            "<div.code><div.code-bar><span.code-language><bdi>swift</></></><pre><code>let x</></></>r"
        ),
        text("b\nr", [entity("bold", 0, 1)], "<strong>b</>\nr"),
        // What no server would let through.
        text("ab", [entity("bold", 1, 5)], "ab"),
        text("ab", [entity("bold", -1, 1)], "ab"),
        text("ab", [entity("bold", 0, 0)], "ab"),
        text("ab", [entity("bold", 0, 9_007_199_254_740_992)], "ab"),
        text("ab", [["type": "bold"]], "ab"),
        text("abc", [entity("bold", 0, 2), entity("italic", 1, 2)], "<strong>ab</>c"),
    ]

    private static func text(_ text: String, _ entities: [JSONValue], _ markup: String) -> MarkupCase {
        MarkupCase([.string(text), .array(entities)], .string(markup))
    }

    private static func whole(_ text: String, _ type: String, _ markup: String) -> MarkupCase {
        whole(text, type, [:], markup)
    }

    private static func whole(
        _ text: String,
        _ type: String,
        _ more: [String: JSONValue],
        _ markup: String
    ) -> MarkupCase {
        Self.text(text, [entity(type, 0, text.utf16.count, more)], markup)
    }

    private static func entity(
        _ type: String,
        _ offset: Int,
        _ length: Int,
        _ more: [String: JSONValue] = [:]
    ) -> JSONValue {
        let place: [String: JSONValue] = [
            "type": .string(type), "offset": .number(Double(offset)), "length": .number(Double(length)),
        ]
        return .object(place.merging(more) { $1 })
    }
}
