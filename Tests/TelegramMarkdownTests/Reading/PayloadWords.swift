import TelegramMarkdown

/// Words that a test puts into a document, each once, to see that each comes out once and in order: `z` and three letters from a to j.
enum PayloadWords {
    static func word(_ number: Int) -> String {
        let letters = Array("abcdefghij")
        return "z\(letters[number / 100 % 10])\(letters[number / 10 % 10])\(letters[number % 10])"
    }

    static func words(in text: String) -> [String] {
        var words: [String] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index + 3 < bytes.count {
            if bytes[index] == UInt8(ascii: "z"),
                bytes[index + 1...index + 3].allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "j")).contains($0) })
            {
                words.append(String(decoding: bytes[index...index + 3], as: UTF8.self))
                index += 4
            } else {
                index += 1
            }
        }
        return words
    }

    static func words(in document: MarkdownDocument) -> [String] {
        words(in: text(document.sections.map(\.block)))
    }

    /// All strings of a document, with languages before their code and destinations after their text, as in a source.
    private static func text(_ blocks: [MarkdownBlock]) -> String {
        blocks.map { block in
            switch block {
            case .paragraph(let inlines), .heading(_, let inlines): text(inlines)
            case .code(let code, let language): (language ?? "") + "\n" + code
            case .quote(let blocks): text(blocks)
            case .list(let list): list.items.map { text($0.blocks) }.joined(separator: "\n")
            case .table(let table): ([table.header] + table.rows).joined().map { text($0) }.joined(separator: "\n")
            case .math(let latex): latex
            case .thematicBreak: ""
            }
        }.joined(separator: "\n")
    }

    private static func text(_ inlines: [MarkdownInline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text), .code(let text), .math(let text): text
            case .softBreak, .lineBreak: "\n"
            case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .spoiler(let inner): text(inner)
            // A link without a text of its own shows where it leads.
            case .link(let inner, let destination), .image(let inner, let destination):
                destination.hasSuffix(text(inner)) ? destination : "\(text(inner)) \(destination)"
            }
        }.joined()
    }
}
