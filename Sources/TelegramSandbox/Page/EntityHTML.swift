/// A text with entities as HTML.
struct EntityHTML {
    private static let blocks: Set<String> = ["blockquote", "expandable_blockquote", "pre"]

    let words: PageWords
    private let units: [UInt16]
    /// From the first to the last and from the outer to the inner, all of them inside the text.
    private let entities: [SandboxEntity]

    init(_ text: String, _ entities: [SandboxEntity], words: PageWords) {
        self.words = words
        let units = Array(text.utf16)
        self.units = units
        self.entities = entities.filter { $0.offset >= 0 && $0.length > 0 && $0.offset <= units.count - $0.length }
            .sorted { ($0.offset, -$0.length) < ($1.offset, -$1.length) }
    }

    var html: HTML { html(0..<units.count, entities[...]) }

    private func html(_ range: Range<Int>, _ entities: ArraySlice<SandboxEntity>) -> HTML {
        var html = HTML()
        var position = range.lowerBound
        var rest = entities
        while let entity = rest.popFirst() {
            let end = entity.offset + entity.length
            // One that reaches out of its surroundings is left out, as Telegram does.
            guard entity.offset >= position, end <= range.upperBound else { continue }
            html += text(position..<entity.offset)
            let inner = rest.prefix { $0.offset < end }
            rest = rest.dropFirst(inner.count)
            html += element(entity, self.html(entity.offset..<end, inner))
            position = end
            // The line break after a block is the block's own.
            if Self.blocks.contains(entity.type), position < range.upperBound, units[position] == 0x0A { position += 1 }
        }
        html += text(position..<range.upperBound)
        return html
    }

    private func text(_ range: Range<Int>) -> HTML {
        HTML(text: String(decoding: units[range], as: UTF16.self))
    }

    private func element(_ entity: SandboxEntity, _ content: HTML) -> HTML {
        switch entity.type {
        case "bold": .element("b", [], content)
        case "italic": .element("i", [], content)
        case "underline": .element("u", [], content)
        case "strikethrough": .element("s", [], content)
        case "spoiler": PageParts.spoiler(content)
        case "code": .element("code", [], content)
        case "pre": PageParts.code(content, language: entity.language)
        case "blockquote": .element("blockquote", [], content)
        case "expandable_blockquote": PageParts.expandable(content, words)
        case "text_link": PageLink.html(to: entity.url ?? "", content)
        default: .element("span", class: "entity", content)
        }
    }
}
