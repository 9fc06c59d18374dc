extension TextComposer {
    mutating func append(_ inlines: [MarkdownInline]) {
        for inline in inlines { append(inline) }
    }

    private mutating func append(_ inline: MarkdownInline) {
        switch inline {
        case .text(let text): append(text)
        case .softBreak, .lineBreak: breakLine()
        case .code(let code): appendCode(code)
        case .emphasis(let content): append(in: EntityType.italic) { $0.append(content) }
        case .strong(let content): append(in: EntityType.bold) { $0.append(content) }
        case .strikethrough(let content): append(in: EntityType.strikethrough) { $0.append(content) }
        case .spoiler(let content): append(in: EntityType.spoiler) { $0.append(content) }
        case .link(let content, let destination): append(content, linkedTo: LinkDestination(destination))
        case .image(let content, let source): appendImage(content, source: LinkDestination(source))
        case .math(let latex):
            if let text = LaTeX.readable(latex), !text.isBlank { append(text) } else { appendCode(latex) }
        }
    }

    private mutating func append(_ content: [MarkdownInline], linkedTo destination: LinkDestination) {
        let text = content.plainText
        if text.isBlank {
            append(destination.text)
        } else if destination.url.isEmpty || destination.isSaid(by: text) {
            append(content)
        } else if destination.isLinkable, !isInside(EntityType.link) {
            append(in: EntityType.link, url: destination.url) { $0.append(content) }
            for picture in content.flatMap(\.pictures) { append(" (\(picture.text))") }
        } else {
            append(content)
            append(" (\(destination.text))")
        }
    }

    private mutating func appendImage(_ description: [MarkdownInline], source: LinkDestination) {
        guard isInside(EntityType.link) else { return append(description, linkedTo: source) }
        // The picture in a link is how the link looks; where it is follows behind the link.
        if description.plainText.isBlank { append(source.text) } else { append(description) }
    }
}

extension [MarkdownInline] {
    /// What it says without any formatting, in one line.
    var plainText: String { map(\.plainText).joined() }
}

extension MarkdownInline {
    fileprivate var plainText: String {
        switch self {
        case .text(let text): text.replacingLineEnds().replacing("\n", with: " ")
        case .softBreak, .lineBreak: " "
        case .code(let code): code
        case .emphasis(let content), .strong(let content), .strikethrough(let content), .spoiler(let content):
            content.plainText
        case .link(let content, let url), .image(let content, let url):
            Self.plainText(content.plainText, linkedTo: LinkDestination(url))
        case .math(let latex): (LaTeX.readable(latex) ?? latex).replacing("\n", with: " ")
        }
    }

    /// Where the pictures in it are, as far as their descriptions don't say so.
    fileprivate var pictures: [LinkDestination] {
        switch self {
        case .image(let content, let source):
            let source = LinkDestination(source)
            let text = content.plainText
            return content.flatMap(\.pictures) + (text.isBlank || source.isSaid(by: text) ? [] : [source])
        case .emphasis(let content), .strong(let content), .strikethrough(let content), .spoiler(let content),
            .link(let content, _):
            return content.flatMap(\.pictures)
        case .text, .softBreak, .lineBreak, .code, .math: return []
        }
    }

    private static func plainText(_ text: String, linkedTo destination: LinkDestination) -> String {
        if text.isBlank { return String(destination.text) }
        if destination.url.isEmpty || destination.isSaid(by: text) { return text }
        return "\(text) (\(destination.text))"
    }
}
