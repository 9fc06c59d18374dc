/// One message, or the draft of one, as a bubble.
struct MessageHTML {
    /// Whose screen it is: what they wrote is on the right.
    let reader: Int64?
    let words: PageWords
    /// Seconds east of UTC.
    let timeZone: Int

    /// - Parameters:
    ///   - sender: their name, in a chat of more than two.
    ///   - repliedTo: the message that this one answers, where it is still there.
    func html(_ message: SandboxMessage, sender: String?, repliedTo: SandboxMessage?) -> HTML {
        let isOwn = message.fromID == reader
        var content = HTML()
        if let sender, !isOwn { content += .element("div", class: "sender", name(sender)) }
        if message.replyToMessageID != nil {
            content += .element("div", class: "reply", HTML(text: repliedTo.map(summary) ?? words.deleted))
        }
        if let document = message.document { content += html(document) }
        if let blocks = message.richBlocks {
            content += rich(blocks, anchorPrefix: "m\(message.messageID)-")
        } else if !message.text.isEmpty {
            content += text(message.text, message.entities)
        }
        let time = HTML.element("time", [], HTML(text: time(message.date)))
        let edited = message.isEdited ? HTML.element("span", [], HTML(text: words.edited + " ")) : HTML()
        content += .element("div", class: "meta", edited, time)
        return bubble(isOwn ? "own" : "", id: "m\(message.messageID)", content, rows: message.buttons)
    }

    /// A preview with its Stop button.
    func html(_ draft: SandboxDraft) -> HTML {
        let content: HTML
        if let blocks = draft.richBlocks {
            content = rich(blocks, anchorPrefix: "d\(draft.draftID)-")
        } else if draft.text.isEmpty {
            content = .element("div", class: "thinking", HTML(text: words.thinking))
        } else {
            content = text(draft.text, draft.entities)
        }
        return bubble("draft", id: "d\(draft.draftID)", content, rows: draft.canStop ? [[words.stop]] : [])
    }

    private func text(_ text: String, _ entities: [SandboxEntity]) -> HTML {
        let html = EntityHTML(text, entities, words: words).html
        return .element("div", [.init("class", "text"), .init("dir", "auto")], html)
    }

    private func rich(_ blocks: [SandboxRichBlock], anchorPrefix: String) -> HTML {
        let html = RichHTML(words: words, anchorPrefix: anchorPrefix).html(blocks)
        return .element("div", [.init("class", "rich"), .init("dir", "auto")], html)
    }

    private func bubble(_ style: String, id: String, _ content: HTML, rows: [[String]]) -> HTML {
        var keyboard = HTML()
        for row in rows {
            let buttons = row.map { HTML.element("button", [.init("type", "button")], HTML(text: $0)) }
            keyboard += .element("div", class: "row", HTML(buttons))
        }
        return .element(
            "article",
            [.init("class", style.isEmpty ? "message" : "message " + style), .init("id", id)],
            .element("div", class: "bubble", content),
            rows.isEmpty ? HTML() : .element("div", class: "keyboard", keyboard)
        )
    }

    private func html(_ document: SandboxDocument) -> HTML {
        .element(
            "div",
            class: "document",
            .element("span", class: "icon", HTML(text: "↓")),
            .element(
                "div",
                [],
                .element("div", class: "name", name(document.name)),
                .element("div", class: "size", HTML(text: size(document.bytes.count)))
            )
        )
    }

    /// A name of somebody's choice, which must not turn the direction of what is around it.
    private func name(_ name: String) -> HTML { .element("bdi", [], HTML(text: name)) }

    private func summary(_ message: SandboxMessage) -> String {
        let text = message.text.isEmpty ? message.document?.name ?? "" : message.text
        return String(text.prefix(120)).replacing("\n", with: " ")
    }

    private func time(_ date: Int) -> String {
        let minutes = (((date + timeZone) / 60) % 1440 + 1440) % 1440
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    private func size(_ bytes: Int) -> String {
        let units = ["B", "KB", "MB"]
        var (size, unit) = (Double(bytes), 0)
        while size >= 1024, unit < units.count - 1 { (size, unit) = (size / 1024, unit + 1) }
        let tenths = Int((size * 10).rounded())
        return (unit == 0 || tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)") + " " + units[unit]
    }
}
