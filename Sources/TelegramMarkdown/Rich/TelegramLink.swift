/// Which addresses Telegram takes for a link.
///
/// It refuses a whole message for one link that it does not: a host without a dot, such as `localhost`, is enough. This
/// takes no more than TDLib's `LinkManager::check_link` does, and leaves out rarities (user names, IPv6).
enum TelegramLink {
    /// The longest address that is used, in bytes.
    private static let limit = 2048

    static func accepts(_ address: String) -> Bool {
        guard address.utf8.count <= limit, let colon = address.firstIndex(of: ":") else { return false }
        guard address.unicodeScalars.allSatisfy({ !$0.properties.isWhitespace && $0.value > 0x20 && $0 != "\u{7F}" })
        else { return false }
        let rest = address[address.index(after: colon)...]
        guard rest.hasPrefix("//") else { return false }
        let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
        switch address[..<colon].lowercased() {
        case "http", "https": return isHost(authority)
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
