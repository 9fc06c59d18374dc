/// What happens while an answer is made, in this order: `started`, `promptProgress`, `reasoning`, `text`, `done`;
/// with `textWasReasoning` between two pieces of text, if at all.
public enum AnswerEvent: Sendable, Hashable {
    /// The server is there and works, but not on this: all its slots are busy with other requests. Comes before `started`, and once, if
    /// at all; only llama.cpp's `llama-server` can be asked.
    case waiting
    /// The server has begun to answer. llama.cpp's `llama-server` says so when the request has left its queue; others at once.
    case started
    /// How much of the prompt was read; only llama.cpp's `llama-server` tells.
    case promptProgress(PromptProgress)
    /// A piece of what a thinking model thinks before it answers, told apart by the server (`reasoning_content`) or by its
    /// marks in the text (`<think>` and its like). Never empty.
    case reasoning(String)
    /// A piece of the answer. Never empty, and not always whole: an emoji of several scalars can come in several pieces.
    case text(String)
    /// All the text so far was not the answer, but what the model thought before it; the answer begins now.
    ///
    /// Some chat templates (DeepSeek-R1's, QwQ's) begin the model's thoughts in the prompt. Where the server does not tell
    /// them apart, only their end is to be seen. It comes once, if at all, and not after `reasoning`.
    case textWasReasoning
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
