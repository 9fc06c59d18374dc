/// How long a prompt is.
public struct TokenCount: Sendable, Hashable {
    /// Of the whole prompt, with all that the chat template puts around the messages.
    public var tokens: Int
    /// Whether the server has counted the prompt as it will be; otherwise it is no longer than this, in all likelihood.
    public var isExact: Bool

    public init(tokens: Int, isExact: Bool) {
        self.tokens = tokens
        self.isExact = isExact
    }
}
