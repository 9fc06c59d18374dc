import LlamaServer

/// What the model is shown: a context, and the question that is asked now.
struct Prompt: Sendable, Hashable {
    /// The conversation that it was made of, with nothing left out.
    let whole: Context
    /// What it shows of that.
    var context: Context
    var question: String
    /// Its length: as the server counts it, or as it is likely to be.
    var tokens: Int
    /// Whether the server has counted it.
    var isCounted = false

    /// What was left out of the conversation for it to fit; to be kept when it has proved to.
    private(set) var cut: Context.Cut?

    init(context: Context, question: String) {
        whole = context
        self.context = context
        self.question = question
        tokens = context.likelyTokens(asking: question)
    }

    var messages: [ChatMessage] { context.messages(asking: question) }

    mutating func apply(_ cut: Context.Cut) {
        context.apply(cut)
        tokens = max(0, tokens - cut.tokens)
        // What is left is known only as well as what went.
        isCounted = false
        self.cut = self.cut.map { $0 + cut } ?? cut
    }
}
