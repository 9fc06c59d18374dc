extension LlamaServer {
    /// Lets the server read the beginning of a conversation before it is needed, so that an answer can begin at once.
    ///
    /// It never waits for a turn, and takes one while it lasts. Cancelling the task ends it: the connection is closed at once, the server
    /// notices that when it has read the piece that it is at (`--batch-size`, 2048 tokens by default), and what was read by then
    /// stays read.
    ///
    /// What is read ends with a short message of a person, unless `messages` do: so the template, and the order of the roles, are as
    /// in the prompt to come, which then differs from it by a few tokens at its end.
    ///
    /// - Parameters:
    ///   - messages: What the next request is going to begin with, from the system prompt to the last answer.
    ///   - conversation: As in ``AnswerRequest/conversation``.
    /// - Returns: What was read, and what was known already; `nil` where nothing was done: without messages, on a server where it
    ///   could disturb somebody (``ServerDescription/canWarmUp``), or because no slot is free.
    /// - Throws: ``LlamaServerError`` or `CancellationError`.
    public func warmUp(_ messages: [ChatMessage], conversation: String?) async throws -> Timings? {
        guard let last = messages.last else { return nil }
        do {
            let description = try await currentDescription()
            guard description.canWarmUp else { return nil }
            let question = last.role == .user ? [] : [ChatMessage(role: .user, content: ".")]
            let request = AnswerRequest(
                messages: messages + question,
                sampling: Sampling(nPredict: 1),
                conversation: conversation
            )
            return try await gate.withTurnIfFree {
                try await self.run(request, on: description) { _ in }.timings ?? Timings()
            }
        } catch {
            note(error)
            throw error
        }
    }
}
