import TelegramBotAPI
import TelegramMarkdown

/// What a person can read in a message, a line for each block; if asked for, with where links lead and the numbers
/// of lists, which a source has in its text, too.
struct VisibleText {
    private(set) var text = ""
    private let isAnnotated: Bool
    /// The header of the table that the last part ended in.
    private var header: [RichBlockTableCell]?

    /// - Parameter blocks: Of a whole answer.
    init(_ blocks: [InputRichBlock], isAnnotated: Bool = false) {
        self.isAnnotated = isAnnotated
        visit(blocks)
    }

    /// - Parameter parts: Of an answer. A table's header that is there again at the start of a part is left out.
    init(parts: [[InputRichBlock]]) {
        isAnnotated = false
        for part in parts {
            let last = part.last
            var part = part
            if case .table(var table)? = part.first, let header, table.cells.first == header {
                table.cells.removeFirst()
                part[0] = .table(table)
            }
            visit(part)
            header = nil
            if case .table(let table)? = last, let first = table.cells.first {
                header = first.allSatisfy { $0.isHeader == true } ? first : nil
            }
        }
    }

    init(_ message: FormattedText, isAnnotated: Bool = false) {
        self.isAnnotated = isAnnotated
        let units = Array(message.text.utf16)
        var notes = message.entities.filter { $0.url != nil }.sorted { $0.offset + $0.length < $1.offset + $1.length }[
            ...
        ]
        var start = 0
        while isAnnotated, let link = notes.popFirst(), let url = link.url {
            let end = link.offset + link.length
            text += String(decoding: units[start..<end], as: UTF16.self)
            note(url, of: String(decoding: units[link.offset..<end], as: UTF16.self))
            start = end
        }
        text += String(decoding: units[start...], as: UTF16.self)
    }

    private mutating func note(_ url: String, of text: String) {
        guard isAnnotated, !["", "http://", "https://", "mailto:"].contains(where: { $0 + text == url }) else { return }
        self.text += " \(url) "
    }

    private mutating func visit(_ blocks: [InputRichBlock]) {
        for block in blocks { visit(block) }
    }

    private mutating func visit(_ block: InputRichBlock) {
        switch block {
        case .paragraph(let text), .heading(let text, _), .pre(let text, _), .expandableBlockquote(let text),
            .footer(let text), .thinking(let text):
            visit(text)
        case .divider: break
        case .mathematicalExpression(let expression): text += expression
        case .list(let items):
            for item in items {
                if isAnnotated, let value = item.value { text += "\(value). " }
                visit(item.blocks)
            }
        case .blockquote(let blocks): visit(blocks)
        case .details(let summary, let blocks, _):
            visit(summary)
            visit(blocks)
        case .table(let table):
            for cell in table.cells.joined() {
                if let text = cell.text { visit(text) }
                text += "\n"
            }
        }
        text += "\n"
    }

    private mutating func visit(_ text: RichText) {
        switch text {
        case .plain(let string), .mathematicalExpression(let string): self.text += string
        case .array(let texts): for text in texts { visit(text) }
        case .bold(let text), .italic(let text), .underline(let text), .strikethrough(let text), .spoiler(let text),
            .code(let text):
            visit(text)
        case .url(let text, let url):
            let start = self.text.utf8.count
            visit(text)
            note(url, of: String(decoding: self.text.utf8.dropFirst(start), as: UTF8.self))
        }
    }
}
