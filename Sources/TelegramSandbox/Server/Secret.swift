/// What strangers must not find out: the bot's token, the page's key.
struct Secret: Sendable {
    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Whether a text is the secret. How long that takes tells nothing but how long both are.
    func matches(_ text: some StringProtocol) -> Bool {
        text.utf8.count == bytes.count && begins(text)
    }

    /// Whether a text begins with the secret, in the same way.
    func begins(_ text: some StringProtocol) -> Bool {
        let text = text.utf8
        return text.count >= bytes.count && zip(text, bytes).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
