import LlamaServer

/// An answer that the model has brought to its end; its text is in the ``LiveAnswer``.
struct GeneratedAnswer: Sendable {
    var finishReason: AnswerEnd.FinishReason
    var figures: Figures
    /// How long the prompt was, in tokens, if the server or its count has said.
    var promptTokens: Int?
}
