extension LinkDestination {
    /// The longest address that is used, in bytes.
    private static let longest = 2048

    /// Whether Telegram makes a link of it.
    ///
    /// It drops an entity that it does not take without a word, and refuses a whole rich message for one: a host without a
    /// dot, such as `localhost`, is enough. This takes no more than TDLib's `LinkManager::check_link` does, and leaves
    /// out rarities (user names, IPv6).
    var isLinkable: Bool {
        guard url.utf8.count <= Self.longest, let colon = url.firstIndex(of: ":") else { return false }
        guard url.unicodeScalars.allSatisfy({ !$0.properties.isWhitespace && $0.value > 0x20 && $0 != "\u{7F}" })
        else { return false }
        let rest = url[url.index(after: colon)...]
        guard rest.hasPrefix("//") else { return false }
        let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
        switch url[..<colon].lowercased() {
        case "http", "https": return Self.isHost(authority)
        case "tg": return !authority.isEmpty && authority.allSatisfy { $0.isPlain || $0 == "-" || $0 == "_" }
        default: return false
        }
    }

    private static func isHost(_ authority: Substring) -> Bool {
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard parts[1].allSatisfy(\.isPlain), let port = Int(parts[1]), 1...65_535 ~= port else { return false }
        }
        let labels = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1
            && labels.allSatisfy { label in
                !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            }
    }
}

extension Character {
    fileprivate var isPlain: Bool { isASCII && (isLetter || isNumber) }
}
