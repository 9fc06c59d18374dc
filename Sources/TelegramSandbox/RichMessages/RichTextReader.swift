/// Reads the texts of a rich message.
struct RichTextReader {
    private static let kind = "RichText"

    /// The text of all of them so far, in UTF-16 code units.
    private(set) var length = 0
    /// The deepest level of any formatting.
    private(set) var levels = 0
    private(set) var hasInvalidURL = false

    /// - Parameter level: that of the outermost formatting in it.
    mutating func text(_ json: JSON, level: Int) throws(Refusal) -> SandboxRichText {
        switch json {
        case .string(let text): return .plain(count(text))
        case .array(let elements):
            var parts: [SandboxRichText] = []
            for element in elements { parts.append(try text(element, level: level)) }
            return .sequence(parts)
        case .object: return try formatted(RichObject(json, kind: Self.kind), level: level)
        default: throw .badRequest("invalid rich text specified")
        }
    }

    private mutating func count(_ text: String) -> String {
        length += text.utf16.count
        return text
    }

    private mutating func formatted(_ object: RichObject, level: Int) throws(Refusal) -> SandboxRichText {
        levels = max(levels, level)
        let type = try object.neededString("type")
        if let style = SandboxRichText.Style(rawValue: type) {
            return .styled(style, try inner(object, [], level))
        }
        switch type {
        case "url":
            let url = try object.neededString("url")
            hasInvalidURL = hasInvalidURL || !LinkTarget.isLink(url)
            return .link(url: url, try inner(object, ["url"], level))
        case "email_address":
            let address = try object.neededString("email_address")
            return .link(url: "mailto:" + address, try inner(object, ["email_address"], level))
        case "phone_number":
            let number = try object.neededString("phone_number")
            return .link(url: "tel:" + number, try inner(object, ["phone_number"], level))
        case "mathematical_expression":
            try object.allow(["expression"])
            return .mathematicalExpression(count(try object.neededString("expression")))
        case "custom_emoji":
            try object.allow(["custom_emoji_id", "alternative_text"])
            let id = try object.neededString("custom_emoji_id")
            guard Int64(id) != nil else { throw .badRequest("invalid custom emoji identifier specified") }
            return .customEmoji(id: id, alternative: count(try object.neededString("alternative_text")))
        case "anchor":
            try object.allow(["name"])
            return .anchor(name: try object.neededString("name"))
        case "anchor_link":
            let name = try object.neededString("anchor_name")
            return .anchorLink(name: name, try inner(object, ["anchor_name"], level))
        case "button": throw .badRequest("the sandbox does not support rich text of type \"button\"")
        default: return try other(type, object, level)
        }
    }

    /// A text that an app may make more of, by a field of its own.
    private mutating func other(_ type: String, _ object: RichObject, _ level: Int) throws(Refusal) -> SandboxRichText {
        switch type {
        case "mention": _ = try object.neededString("username")
        case "hashtag", "cashtag", "bot_command", "bank_card_number": _ = try object.neededString(type)
        case "reference": _ = try object.neededString("name")
        case "reference_link": _ = try object.neededString("reference_name")
        case "date_time":
            _ = try object.neededInteger("unix_time")
            _ = try object.neededString("date_time_format")
        case "text_mention": _ = try RichObject(object.needed("user"), kind: "User").neededInteger("id")
        default: throw .badRequest("unsupported rich text type")
        }
        let fields: Set<String> = [
            "username", "hashtag", "cashtag", "bot_command", "bank_card_number", "name", "reference_name", "unix_time",
            "date_time_format", "user",
        ]
        return .other(type: type, try inner(object, fields, level))
    }

    private mutating func inner(_ object: RichObject, _ fields: Set<String>, _ level: Int) throws(Refusal)
        -> SandboxRichText
    {
        try object.allow(fields.union(["text"]))
        return try text(object.needed("text"), level: level + 1)
    }
}
