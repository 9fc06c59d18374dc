import NIOConcurrencyHelpers

extension LlamaServer {
    /// How long the prompt is that the server makes of messages, counted by the server itself. Nothing is generated.
    ///
    /// - llama.cpp's `llama-server` counts it by `/v1/chat/completions/input_tokens`, and older ones by `/apply-template` and
    ///   `/tokenize`; vLLM by `/tokenize` (from its documentation).
    /// - llama-cpp-python counts text only (`/extras/tokenize/count`), to which what a template may add is added generously. It
    ///   is not asked while it answers, since that would cut the answer off.
    ///
    /// - Returns: `nil` where the server offers nothing for that, or can't be asked now without disturbing an answer.
    /// - Throws: ``LlamaServerError`` or `CancellationError`.
    public func countTokens(_ messages: [ChatMessage]) async throws -> TokenCount? {
        let description = try await currentDescription()
        let counter = counter(of: messages, description)
        // What goes wrong here says nothing of the server: whether it is away, its answers tell.
        if !description.isInterruptedByRequests { return try await counter.count() }
        // Two optionals: no turn, and no count.
        return try await gate.withTurnIfFree { try await counter.count() } ?? nil
    }

    private func counter(of messages: [ChatMessage], _ description: ServerDescription) -> TokenCounter {
        var configuration = configuration
        configuration.requestTimeout = probeLimit
        let call = AnswerCall(
            connection: connection,
            configuration: configuration,
            description: description,
            request: AnswerRequest(messages: messages)
        )
        return TokenCounter(call: call) { [memory] path in
            memory.withLockedValue { $0?.missingRoutes.contains(path) ?? false }
        } miss: { [memory] path in
            memory.withLockedValue { _ = $0?.missingRoutes.insert(path) }
        }
    }
}
