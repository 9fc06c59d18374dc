import Foundation

/// The address of a Bot API server, known to be usable.
struct ServerURL: Sendable, Hashable {
    /// Without a slash at its end.
    private let text: String

    init(_ text: String) throws(BotAPIError) {
        // No message repeats the text: somebody may have pasted the token into it.
        guard !text.isEmpty else { throw .invalidURL("it is empty") }
        guard let parts = URLComponents(string: text, encodingInvalidCharacters: false) else {
            throw .invalidURL("it is not a URL")
        }
        guard let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https" else {
            throw .invalidURL("it must begin with http:// or https://")
        }
        guard let host = parts.host, !host.isEmpty else { throw .invalidURL("it names no host") }
        guard parts.port.map((1...65535).contains) ?? true else {
            throw .invalidURL("its port is not between 1 and 65535")
        }
        guard parts.user == nil, parts.password == nil else {
            throw .invalidURL("it must not hold a user or a password")
        }
        guard parts.query == nil, parts.fragment == nil else { throw .invalidURL("it must end before any ? or #") }
        guard !parts.path.split(separator: "/").contains(where: Self.looksLikeToken) else {
            throw .invalidURL("it must end before /bot and the token")
        }
        var text = text
        while text.hasSuffix("/") { text.removeLast() }
        self.text = text
    }

    /// The address of a method. It holds the token: it goes to the HTTP client and nowhere else.
    func address(of method: String, token: BotToken) -> String {
        "\(text)/bot\(token.value)/\(method)"
    }

    private static func looksLikeToken(_ component: Substring) -> Bool {
        let name = component.hasPrefix("bot") ? component.dropFirst(3) : component
        return name.first?.isNumber == true && name.contains(":")
    }
}
