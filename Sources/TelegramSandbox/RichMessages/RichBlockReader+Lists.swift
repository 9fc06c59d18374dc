extension RichBlockReader {
    mutating func items(_ elements: [JSON], level: Int) throws(Refusal) -> [SandboxRichListItem] {
        guard !elements.isEmpty else { throw .badRequest("list must be non-empty") }
        var items: [SandboxRichListItem] = []
        for (index, element) in elements.enumerated() {
            guard element.members != nil else { throw .badRequest("object expected as InputRichBlockListItem") }
            let object = RichObject(element, kind: "InputRichBlockListItem")
            try object.allow(["blocks", "has_checkbox", "is_checked", "value", "type"])
            let type = try object.string("type")
            guard type.map({ ["a", "A", "i", "I", "1"].contains($0) }) ?? true else {
                throw .badRequest("invalid list item type specified")
            }
            // Telegram takes it for an item of an unordered list, and shows no number.
            if try object.integer("value") != nil, type == nil { throw object.refusal("\"value\" without \"type\"") }
            let hasCheckbox = try object.bool("has_checkbox") ?? false
            let isChecked = try object.bool("is_checked") ?? false
            blockCount += 1
            items.append(
                SandboxRichListItem(
                    label: RichListLabel.text(of: element, at: index),
                    isChecked: hasCheckbox ? isChecked : nil,
                    blocks: try blocks(object.neededArray("blocks"), level: level + 2, mayBeBlank: true)
                )
            )
        }
        let bullets = items.count { $0.label == "•" }
        guard bullets == 0 || bullets == items.count else {
            throw .badRequest("list must be either ordered or unordered")
        }
        return items
    }
}
