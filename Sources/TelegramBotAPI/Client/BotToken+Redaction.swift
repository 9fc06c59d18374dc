extension BotToken {
    /// The text without the token, for what a server says: it may echo the address that it was asked at.
    func redacted(_ text: String) -> String {
        let secret = value.drop { $0 != ":" }.dropFirst()
        // The part after the colon is the secret, and stays as it is in a percent-encoded URL.
        let parts = [value, value.replacing(":", with: "%3A"), value.replacing(":", with: "%3a")]
        return (secret.count >= 8 ? parts + [String(secret)] : parts).reduce(text) { text, part in
            text.replacing(part, with: "<token>")
        }
    }
}
