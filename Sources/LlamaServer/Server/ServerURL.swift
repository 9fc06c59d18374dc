import Foundation

/// The address of a LLaMA server, checked: scheme, host, port, and what a proxy may put before the server's own paths.
struct ServerURL: Sendable, Hashable {
    /// Without a slash at the end.
    let base: String

    init(_ text: String) throws(LlamaServerError) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        func invalid(_ reason: String) -> LlamaServerError {
            // What stands before an @ may be a password, and then the whole text stays unsaid.
            let shown = text.contains("@") || text.isEmpty ? "it" : "“\(oneLine(text, limit: 100))”"
            return .invalidURL("\(shown) \(reason)")
        }
        guard !text.isEmpty else { throw invalid("is empty") }
        guard !text.contains(where: { $0.isWhitespace || $0.isNewline }) else { throw invalid("has a space in it") }
        guard text.contains("://") else { throw invalid("does not begin with http:// or https://") }
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased() else {
            throw invalid("is not a URL")
        }
        guard scheme == "http" || scheme == "https" else {
            throw invalid("begins with \(oneLine(scheme, limit: 20)):// instead of http:// or https://")
        }
        guard parts.user == nil, parts.password == nil else {
            throw invalid("has a user or password in it; a key belongs in LLAMA_API_KEY")
        }
        guard let host = parts.percentEncodedHost, !host.isEmpty else { throw invalid("has no host") }
        guard parts.query == nil, parts.fragment == nil else { throw invalid("has something after the path") }
        if let port = parts.port, !(1...65535).contains(port) { throw invalid("has a port that is not 1 to 65535") }

        var path = parts.percentEncodedPath
        while path.hasSuffix("/") { path.removeLast() }
        // People paste the address of the API, or of one of its routes.
        for ending in ["/chat/completions", "/v1"] where path.hasSuffix(ending) { path.removeLast(ending.count) }
        while path.hasSuffix("/") { path.removeLast() }
        base = "\(scheme)://\(host)\(parts.port.map { ":\($0)" } ?? "")\(path)"
    }
}
