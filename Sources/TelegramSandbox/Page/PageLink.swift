/// Links of messages: those that an app would open are links, and any other only looks like its text.
enum PageLink {
    private static let schemes = ["http://", "https://", "tg://", "ton://", "mailto:", "tel:"]

    static func html(to url: String, _ content: HTML) -> HTML {
        // Browsers drop tabs and line breaks in addresses; none may hide a scheme.
        let address = url.unicodeScalars.filter {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .control
        }
        let lowercased = String(String.UnicodeScalarView(address)).lowercased()
        guard schemes.contains(where: lowercased.hasPrefix), lowercased == url.lowercased() else { return content }
        return .element(
            "a",
            [.init("href", url), .init("target", "_blank"), .init("rel", "noopener noreferrer"), .init("title", url)],
            content
        )
    }
}
