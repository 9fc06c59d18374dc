/// A rich message, as Telegram takes it.
struct RichMessage: Hashable {
    /// The longest text of all blocks, in UTF-16 code units; Telegram says characters.
    static let longest = 32_768
    /// The most blocks; nested ones, list items and table rows count.
    static let mostBlocks = 500
    static let mostLevels = 16
    static let mostColumns = 20

    var blocks: [SandboxRichBlock]
    var isRightToLeft: Bool
    /// The `RichMessage` that the bot gets back.
    var json: JSON

    /// - Parameter isDraft: a block "Thinking…" is allowed.
    /// - Throws: a 400 where Telegram would refuse the message, or would drop a part of it without a word.
    init(_ json: JSON?, isDraft: Bool = false) throws(Refusal) {
        guard let json else { throw .badRequest("rich message must be non-empty") }
        guard json.members != nil else { throw .badRequest("object expected as rich message") }
        let object = RichObject(json, kind: "InputRichMessage")
        for name in ["html", "markdown", "media"] where json[name] != nil {
            throw .badRequest("the sandbox does not support \"\(name)\" of rich_message")
        }
        try object.allow(["blocks", "is_rtl", "skip_entity_detection"])
        guard let elements = try object.array("blocks"), !elements.isEmpty else {
            throw .badRequest("rich message must be non-empty")
        }
        _ = try object.bool("skip_entity_detection")
        isRightToLeft = try object.bool("is_rtl") ?? false
        var reader = RichBlockReader(isDraft: isDraft)
        blocks = try reader.blocks(elements)
        try reader.checkLimits()
        self.json = [
            "blocks": .array(elements.map(Self.withLabels)),
            "is_rtl": isRightToLeft ? true : nil,
        ]
    }

    /// The blocks as a bot gets them: every list item has a label.
    private static func withLabels(_ json: JSON) -> JSON {
        switch json {
        case .array(let elements): return .array(elements.map(withLabels))
        case .object(let members):
            let isList = json["type"] == "list"
            return .object(
                members.map { member in
                    var value = withLabels(member.value)
                    if isList, member.name == "items", let items = value.array {
                        value = .array(
                            items.enumerated().map { index, item in
                                item.adding(["label": .string(RichListLabel.text(of: item, at: index))])
                            }
                        )
                    }
                    return JSON.Member(name: member.name, value: value)
                }
            )
        default: return json
        }
    }
}
