/// What looks alike in texts with entities and in rich messages.
enum PageParts {
    /// Hidden until it is pointed at or has the focus.
    static func spoiler(_ content: HTML) -> HTML {
        .element("span", [.init("class", "spoiler"), .init("tabindex", "0")], content)
    }

    static func code(_ content: HTML, language: String?) -> HTML {
        let label = language.flatMap { $0.isEmpty ? nil : HTML.element("div", class: "language", HTML(text: $0)) }
        return .element("div", class: "code", label ?? HTML(), .element("pre", [], .element("code", [], content)))
    }

    /// A quote of which only the beginning is seen until it is unfolded.
    static func expandable(_ content: HTML, _ words: PageWords) -> HTML {
        let toggle = HTML.void("input", [.init("type", "checkbox"), .init("aria-label", words.unfold)])
        return .element(
            "blockquote",
            class: "expandable",
            .element("div", class: "fold", content),
            .element("label", class: "toggle", toggle)
        )
    }
}
