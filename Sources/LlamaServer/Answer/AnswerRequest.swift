/// What is to be answered, and how.
public struct AnswerRequest: Sendable, Hashable {
    /// The conversation from its beginning; the last one is answered.
    public var messages: [ChatMessage]
    public var sampling: Sampling
    /// Requests with the same name continue one another: each begins with what the one before it was and got. A server that keeps what it
    /// has read in slots is asked to go on in the same one.
    public var conversation: String?

    public init(messages: [ChatMessage], sampling: Sampling = Sampling(), conversation: String? = nil) {
        self.messages = messages
        self.sampling = sampling
        self.conversation = conversation
    }
}
