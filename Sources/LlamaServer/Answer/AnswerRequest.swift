/// What is to be answered, and how.
public struct AnswerRequest: Sendable, Hashable {
    /// The conversation from its beginning; the last one is answered.
    public var messages: [ChatMessage]
    public var sampling: Sampling

    public init(messages: [ChatMessage], sampling: Sampling = Sampling()) {
        self.messages = messages
        self.sampling = sampling
    }
}
