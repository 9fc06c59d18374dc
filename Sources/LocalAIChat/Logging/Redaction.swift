import Foundation

/// Hides secrets in texts: the last line of defence, behind code that doesn't print them in the first place.
struct Redaction: Sendable {
    private var secrets: [String] = []

    static let placeholder = "[hidden]"

    /// - Parameter secret: A token or a key. One of fewer than four characters is not looked for, since it would be found
    ///   everywhere.
    init(_ secrets: String...) {
        for secret in secrets { add(secret) }
    }

    /// Hides one more text from now on.
    mutating func add(_ secret: String) {
        // As it is, as a description of a value quotes it, and as it stands in an address.
        var forms = [secret, String(secret.debugDescription.dropFirst().dropLast())]
        if let encoded = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) { forms.append(encoded) }
        if let tail = secret.split(separator: ":").last, secret.contains(":") { forms.append(String(tail)) }
        for form in forms where form.count >= 4 && !secrets.contains(form) { secrets.append(form) }
        // The longest first: a secret that holds another one is to go as a whole.
        secrets.sort { $0.count > $1.count }
    }

    /// The text without the secrets, and without anything that looks like a bot's token.
    func applied(to text: String) -> String {
        var text = text
        for secret in secrets where text.contains(secret) {
            text = text.replacingOccurrences(of: secret, with: Self.placeholder)
        }
        // Looking for a colon first keeps most lines away from the regular expression.
        guard text.contains(":") || text.contains("%3A") else { return text }
        return text.replacing(/[0-9]{5,}(?::|%3A)[A-Za-z0-9_\-]{20,}/, with: Self.placeholder)
    }
}
