/// What happens while an answer is made, in this order: `started`, `promptProgress`, `reasoning`, `text`, `done`.
public enum AnswerEvent: Sendable, Hashable {
    /// The server has begun to answer. llama.cpp's `llama-server` says so when the request has left its queue; others at once.
    case started
    /// How much of the prompt was read; only llama.cpp's `llama-server` tells.
    case promptProgress(PromptProgress)
    /// A piece of what a thinking model thinks before it answers. Never empty.
    case reasoning(String)
    /// A piece of the answer. Never empty, and not always whole: an emoji of several scalars can come in several pieces.
    case text(String)
    /// The answer is complete.
    case done(AnswerEnd)
}

/// How much of the prompt the server has read, in tokens.
public struct PromptProgress: Sendable, Hashable {
    /// The whole prompt.
    public var total: Int
    /// Reused from an earlier request.
    public var cached: Int
    /// Read so far, with those reused.
    public var processed: Int

    public init(total: Int, cached: Int, processed: Int) {
        self.total = total
        self.cached = cached
        self.processed = processed
    }
}
