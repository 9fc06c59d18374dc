/// The page for a browser, where people talk to the bot as in a messenger and see what it calls.
///
/// It is served by the same server as the Bot API; ``TelegramSandbox/pageURL()`` is its address. Its requests are taken only from
/// itself: with an `Origin` that is another's, or from another site (`Sec-Fetch-Site`), they are refused, and so are a browser's calls
/// of the Bot API. Where the sandbox listens on loopback, a request has to name a loopback host, too.
public struct PageConfiguration: Sendable, Hashable {
    /// What the page's address begins with, `/KEY/`; letters, digits, `-` and `_`. Nil: the page is at `/`, as long as the sandbox
    /// listens on loopback; elsewhere there is always a key, ``randomKey()`` unless another is set.
    public let key: String?

    public init(key: String? = nil) {
        precondition(key.map(Self.isKey) ?? true, "a key is made of letters, digits, - and _")
        self.key = key
    }

    /// A key that nobody guesses: 128 bits of the system's randomness, in hexadecimal digits.
    public static func randomKey() -> String {
        (0..<4).map { _ in
            let digits = String(UInt32.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    /// Whether an address to listen at can only be reached from this machine.
    public static func isLoopback(_ host: String) -> Bool { PageAccess.isLoopback(host) }

    private static func isKey(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                "a"..."z" ~= $0 || "A"..."Z" ~= $0 || "0"..."9" ~= $0 || $0 == "-" || $0 == "_"
            }
    }
}
