import Foundation

extension ValueParser<String> {
    /// An `http` or `https` address without a password, a query or a fragment; a slash at its end is left out.
    static func address(example: String) -> ValueParser {
        let expected = "an http:// or https:// address without a user name, password or query"
        return ValueParser(expected: expected, example: example) { text in
            guard text.allSatisfy({ $0.isASCII && !$0.isWhitespace }), let parts = URLComponents(string: text),
                let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme),
                let host = parts.host, !host.isEmpty, parts.port.map({ 1...65535 ~= $0 }) ?? true,
                parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
            else { return nil }
            var address = text
            while address.hasSuffix("/") { address.removeLast() }
            return address
        }
    }

    /// Where an SQLite file is: a path, `sqlite:PATH`, or `sqlite:///PATH` for a path from the root.
    static func databasePath(example: String) -> ValueParser {
        ValueParser(expected: "a file's path, also as sqlite:PATH", example: example) { text in
            var path = text
            if path.lowercased().hasPrefix("sqlite:") {
                path.removeFirst("sqlite:".count)
                if path.hasPrefix("//") {
                    path.removeFirst(2)
                    // Between the second slash and the third stands a host, and a file has none.
                    guard path.hasPrefix("/") else { return nil }
                }
            } else if let colon = path.range(of: "://") {
                guard path[..<colon.lowerBound].contains("/") else { return nil }
            }
            guard !path.isEmpty, !path.hasSuffix("/"), !path.contains("\0") else { return nil }
            return expandingTilde(path)
        }
    }

    /// No shell has done it where the path stands in a file, and a folder named `~` is a trap.
    private static func expandingTilde(_ path: String) -> String {
        path.hasPrefix("~/") ? NSHomeDirectory() + path.dropFirst() : path
    }
}
