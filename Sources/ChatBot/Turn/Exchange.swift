/// A question and its answer. They are kept together or not at all, so that the roles in a conversation always alternate.
struct Exchange: Sendable, Hashable {
    var question: String
    /// Exactly as it was generated.
    var answer: String
    /// What it took to write it.
    var figures = Figures()
    /// How long the prompt was that ended with the question, in tokens; `nil` where nobody has said.
    var promptTokens: Int?
    /// How long the answer is as it goes back to the model, in tokens; `nil` where nobody has said.
    var answerTokens: Int?
}
