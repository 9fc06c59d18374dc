/// A question and its answer. They are kept together or not at all, so that the roles in a conversation always alternate.
struct Exchange: Sendable, Hashable {
    var question: String
    /// Exactly as it was generated.
    var answer: String
    /// What it took to write it.
    var figures = Figures()
}
