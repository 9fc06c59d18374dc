import TelegramBotAPI
import TelegramMarkdown

extension FormattedText {
    /// The text with its entities written into it, as in `⟨bold|so⟩` or `⟨pre swift|let a = 1⟩`.
    var notation: String {
        let units = Array(text.utf16)
        var notation = ""
        var open: [MessageEntity] = []
        var entities = entities[...]
        var written = 0
        func write(upTo end: Int) {
            notation += String(decoding: units[written..<end], as: UTF16.self)
            written = end
        }
        func close(before offset: Int) {
            while let last = open.last, last.offset + last.length <= offset {
                write(upTo: last.offset + last.length)
                notation += "⟩"
                open.removeLast()
            }
        }
        while let entity = entities.popFirst() {
            close(before: entity.offset)
            write(upTo: entity.offset)
            let detail = (entity.url ?? entity.language).map { " \($0)" } ?? ""
            notation += "⟨\(Self.shortNames[entity.type] ?? entity.type)\(detail)|"
            open.append(entity)
        }
        close(before: .max)
        write(upTo: units.count)
        return notation
    }

    private static let shortNames = [
        "bold": "b", "italic": "i", "strikethrough": "s", "text_link": "a", "blockquote": "quote",
        "expandable_blockquote": "long",
    ]
}
