/// Where a link goes to, as the document has it.
struct LinkDestination: Hashable {
    var url: String

    init(_ url: String) {
        self.url = url.replacingLineEnds().replacing("\n", with: "").trimmingTrailingBlanks()
    }

    /// Whether Telegram makes a link of it. It drops others without a word, such as `http://localhost`: a host needs a
    /// dot (`LinkManager::check_link_impl` in TDLib).
    var isLinkable: Bool {
        guard let colon = url.firstIndex(of: ":"), !url.utf16.contains(where: \.isBlank) else { return false }
        let rest = url[url.index(after: colon)...]
        switch url[..<colon].lowercased() {
        case "http", "https":
            guard rest.hasPrefix("//") else { return false }
            return Self.isHost(rest.dropFirst(2))
        case "tg", "ton", "tonsite":
            return !rest.drop { $0 == "/" }.isEmpty
        default:
            return false
        }
    }

    /// What is written where it can't be a link. An address is one by itself in Telegram, without its scheme.
    var text: Substring {
        for scheme in ["mailto:", "tel:"] where url.lowercased().hasPrefix(scheme) {
            return url.dropFirst(scheme.count)
        }
        return url[...]
    }

    /// Whether a text says where the link goes to.
    func isSaid(by text: String) -> Bool {
        text == url || text == self.text
            || ["http://", "https://"].contains { $0 + text == url || $0 + text + "/" == url }
    }

    private static func isHost(_ authority: Substring) -> Bool {
        let authority = authority.prefix { !"/?#".contains($0) }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        if host.hasPrefix("[") { return host.contains("]") }
        let name = host.prefix { $0 != ":" }
        return name.contains(".") && !name.hasPrefix(".") && !name.contains { "\"'<>\\^`{|}".contains($0) }
    }
}
