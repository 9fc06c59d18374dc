/// The blocks of a rich message as HTML.
struct RichHTML {
    let words: PageWords
    /// Before the names of anchors, so that those of two messages don't meet.
    let anchorPrefix: String

    func html(_ blocks: [SandboxRichBlock]) -> HTML {
        HTML(blocks.map(html))
    }

    func html(_ block: SandboxRichBlock) -> HTML {
        switch block {
        case .paragraph(let text): .element("p", [], html(text))
        case .heading(let text, let size): heading(html(text), size: size)
        case .preformatted(let text, let language): PageParts.code(html(text), language: language)
        case .footer(let text): .element("footer", [], html(text))
        case .divider: .void("hr")
        case .mathematicalExpression(let expression): .element("div", class: "math", HTML(text: expression))
        case .anchor(let name): anchor(name)
        case .list(let items): .element("ul", [], HTML(items.map(html)))
        case .quotation(let blocks, let credit): .element("blockquote", [], html(blocks), html(credit: credit))
        case .expandableQuotation(let text, let credit):
            PageParts.expandable(HTML([html(text), html(credit: credit)]), words)
        case .pullQuotation(let text, let credit): .element("aside", [], html(text), html(credit: credit))
        case .table(let table): html(table)
        case .details(let summary, let blocks, let isOpen):
            .element("details", isOpen ? [.init("open")] : [], .element("summary", [], html(summary)), html(blocks))
        case .thinking(let text): .element("div", class: "thinking", html(text))
        }
    }

    func html(_ text: SandboxRichText) -> HTML {
        switch text {
        case .plain(let text): HTML(text: text)
        case .sequence(let parts): HTML(parts.map(html))
        case .styled(let style, let inner): html(style, html(inner))
        case .link(let url, let inner): PageLink.html(to: url, html(inner))
        case .mathematicalExpression(let expression): .element("span", class: "math", HTML(text: expression))
        case .customEmoji(_, let alternative): HTML(text: alternative)
        case .anchor(let name): anchor(name)
        case .anchorLink(let name, let inner): .element("a", [.init("href", "#" + id(name))], html(inner))
        case .other(_, let inner): .element("span", class: "entity", html(inner))
        }
    }

    private func html(_ style: SandboxRichText.Style, _ content: HTML) -> HTML {
        switch style {
        case .bold: .element("b", [], content)
        case .italic: .element("i", [], content)
        case .underline: .element("u", [], content)
        case .strikethrough: .element("s", [], content)
        case .spoiler: PageParts.spoiler(content)
        case .subscript: .element("sub", [], content)
        case .superscript: .element("sup", [], content)
        case .marked: .element("mark", [], content)
        case .code: .element("code", [], content)
        }
    }

    private func heading(_ content: HTML, size: Int) -> HTML {
        switch size {
        case ...1: .element("h1", [], content)
        case 2: .element("h2", [], content)
        case 3: .element("h3", [], content)
        case 4: .element("h4", [], content)
        case 5: .element("h5", [], content)
        default: .element("h6", [], content)
        }
    }

    private func html(credit: SandboxRichText?) -> HTML {
        credit.map { .element("cite", [], html($0)) } ?? HTML()
    }

    private func html(_ item: SandboxRichListItem) -> HTML {
        let mark: HTML
        if let isChecked = item.isChecked {
            let checked: [HTML.Attribute] = isChecked ? [.init("checked")] : []
            mark = .void(
                "input",
                [.init("type", "checkbox"), .init("tabindex", "-1"), .init("aria-readonly", "true")] + checked
            )
        } else {
            mark = HTML(text: item.label)
        }
        return .element(
            "li",
            [],
            .element("span", class: "label", mark),
            .element("div", [], html(item.blocks))
        )
    }

    private func html(_ table: SandboxRichTable) -> HTML {
        let rows = table.rows.map { HTML.element("tr", [], HTML($0.map(html))) }
        let styles = [
            table.isBordered ? "bordered" : nil, table.isStriped ? "striped" : nil, table.isCompact ? "compact" : nil,
        ]
        let caption = table.caption.map { HTML.element("caption", [], html($0)) } ?? HTML()
        let body = HTML.element("tbody", [], HTML(rows))
        let element = HTML.element("table", class: styles.compactMap(\.self).joined(separator: " "), caption, body)
        return .element("div", class: "table", element)
    }

    private func html(_ cell: SandboxRichTable.Cell) -> HTML {
        var attributes = [
            HTML.Attribute(
                "class",
                "\(cell.alignment) \(cell.verticalAlignment)" + (cell.text == nil ? " invisible" : "")
            )
        ]
        if cell.columns > 1 { attributes.append(.init("colspan", String(cell.columns))) }
        if cell.rows > 1 { attributes.append(.init("rowspan", String(cell.rows))) }
        let content = cell.text.map(html) ?? HTML()
        return cell.isHeader ? .element("th", attributes, content) : .element("td", attributes, content)
    }

    private func anchor(_ name: String) -> HTML { .element("a", [.init("id", id(name))]) }

    private func id(_ name: String) -> String { anchorPrefix + name }
}
