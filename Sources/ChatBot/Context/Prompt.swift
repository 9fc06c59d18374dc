import LlamaServer

/// What the model is shown: a context, and the question that is asked now.
struct Prompt: Sendable, Hashable {
    var context: Context
    var question: String
    /// Its length: as the server counts it, or as it is likely to be.
    var tokens: Int
    /// Whether the server has counted it.
    var isCounted = false

    var messages: [ChatMessage] { context.messages(asking: question) }
}
