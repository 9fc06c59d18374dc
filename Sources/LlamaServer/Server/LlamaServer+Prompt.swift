extension LlamaServer {
    /// How long the prompt is that the server makes of messages, counted by the server itself. Nothing is generated.
    ///
    /// - Returns: `nil` where the server offers nothing for that, or can't be asked now without disturbing an answer.
    /// - Throws: ``LlamaServerError`` or `CancellationError`.
    public func countTokens(_ messages: [ChatMessage]) async throws -> TokenCount? {
        nil
    }

    /// Lets the server read the beginning of a conversation before it is needed, so that an answer can begin at once.
    ///
    /// Cancelling the task ends it at once; what was read by then stays read.
    ///
    /// - Parameters:
    ///   - messages: What the next request is going to begin with, from the system prompt to the last answer.
    ///   - conversation: As in ``AnswerRequest/conversation``.
    /// - Returns: What was read, and what was known already; `nil` where nothing was done: on a server where it could disturb somebody
    ///   (``ServerDescription/canWarmUp``), or because no slot is free.
    /// - Throws: ``LlamaServerError`` or `CancellationError`.
    public func warmUp(_ messages: [ChatMessage], conversation: String?) async throws -> Timings? {
        nil
    }

    /// How many answers the server writes at once, as far as it is known; 1 until then.
    public nonisolated var answersAtOnce: Int { 1 }
}
