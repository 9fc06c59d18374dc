import TelegramBotAPI

extension RichRenderer {
    /// A line of Markdown; `nil` if nothing of it can be seen.
    ///
    /// - Parameter level: That of the outermost formatting in it. Formatting below the last level is left out.
    func text(_ inlines: [MarkdownInline], level: Int) -> RichText? {
        RichText(joining: inlines.flatMap { texts($0, level: level) }).flatMap { $0.isInvisible ? nil : $0 }
    }

    private func texts(_ inline: MarkdownInline, level: Int) -> [RichText] {
        switch inline {
        case .text(let string): [.plain(string)]
        case .softBreak, .lineBreak: [.plain("\n")]
        case .code(let code): format([.plain(code)], level: level) { .code($0) }
        case .emphasis(let inlines): format(inlines, level: level) { .italic($0) }
        case .strong(let inlines): format(inlines, level: level) { .bold($0) }
        case .strikethrough(let inlines): format(inlines, level: level) { .strikethrough($0) }
        case .spoiler(let inlines): format(inlines, level: level) { .spoiler($0) }
        case .link(let inlines, let destination): link(inlines, to: destination, level: level)
        case .image(let inlines, let source): link(inlines, to: source, level: level)
        case .math(let expression):
            if expression.isInvisible {
                []
            } else {
                level <= limits.levels ? [.mathematicalExpression(expression)] : [.plain(expression)]
            }
        }
    }

    private func format(_ inlines: [MarkdownInline], level: Int, as wrap: (RichText) -> RichText) -> [RichText] {
        format(inlines.flatMap { texts($0, level: level + 1) }, level: level, as: wrap)
    }

    private func format(_ texts: [RichText], level: Int, as wrap: (RichText) -> RichText) -> [RichText] {
        guard let text = RichText(joining: texts) else { return [] }
        return [level <= limits.levels && !text.isInvisible ? wrap(text) : text]
    }

    /// A link, or where Telegram would refuse it, its text and where it leads. The latter stands in for a missing text.
    private func link(_ inlines: [MarkdownInline], to address: String, level: Int) -> [RichText] {
        let destination = LinkDestination(address)
        let isLink = destination.isLinkable && level <= limits.levels
        // Links can't be nested: a picture in a link leads to the picture, and the link's destination follows.
        let hasLink = inlines.contains(where: \.containsLink)
        let content = RichText(joining: inlines.flatMap { texts($0, level: isLink && !hasLink ? level + 1 : level) })
        guard let content, !content.isInvisible else {
            guard !destination.url.isEmpty else { return content.map { [$0] } ?? [] }
            let text = RichText.plain(String(destination.text))
            return [isLink ? .url(text, url: destination.url) : text]
        }
        if isLink, !hasLink { return [.url(content, url: destination.url)] }
        if destination.url.isEmpty || destination.isSaid(by: content.visibleText) { return [content] }
        return [content, .plain(" (\(destination.text))")]
    }
}

extension MarkdownInline {
    fileprivate var containsLink: Bool {
        switch self {
        case .link, .image: true
        case .emphasis(let inlines), .strong(let inlines), .strikethrough(let inlines), .spoiler(let inlines):
            inlines.contains(where: \.containsLink)
        case .text, .softBreak, .lineBreak, .code, .math: false
        }
    }
}
