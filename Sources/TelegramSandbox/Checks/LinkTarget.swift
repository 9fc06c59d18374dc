/// What Telegram makes a link of; the rules are those of `LinkManager::check_link` in TDLib.
enum LinkTarget {
    /// Whether it does. If not, it drops the entity of a text without a word, and refuses a rich message.
    static func isLink(_ url: String) -> Bool {
        guard !url.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x20 }) else {
            return false
        }
        guard let colon = url.firstIndex(of: ":") else { return isHost(url[...]) }
        let rest = url[url.index(after: colon)...]
        switch url[..<colon].lowercased() {
        case "http", "https": return rest.hasPrefix("//") && isHost(rest.dropFirst(2))
        case "tg", "ton", "tonsite": return rest.contains { $0 != "/" }
        // Without a scheme it is a web address, perhaps with a port.
        case let host: return host.contains(".") && isHost(url[...])
        }
    }

    private static func isHost(_ address: Substring) -> Bool {
        let authority = address.prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        if host.hasPrefix("[") { return host.contains("]") }
        let name = host.prefix { $0 != ":" }
        return name.contains(".") && !name.hasPrefix(".") && !name.contains { "\"'<>\\^`{|}()".contains($0) }
    }
}
