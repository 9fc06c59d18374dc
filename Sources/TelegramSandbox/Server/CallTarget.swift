/// The bot and the method that a path names: `/bot<token>/<method>`.
struct CallTarget: Hashable {
    var token: String
    var method: String

    /// Nil where the path has another form or what should be the token is none (`digits:letters`): not found, at Telegram too.
    init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty, parts[1].hasPrefix("bot") else { return nil }
        let token = parts[1].dropFirst(3).replacing("%3A", with: ":").replacing("%3a", with: ":")
        let halves = token.split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty,
            halves[0].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            halves[1].unicodeScalars.allSatisfy({
                $0.properties.isASCIIHexDigit || "a"..."z" ~= $0 || "A"..."Z" ~= $0 || $0 == "_" || $0 == "-"
            })
        else { return nil }
        self.token = String(token)
        self.method = String(parts[2])
    }
}
