/// What came of letting the model write.
final class Writing: Sendable {
    /// Why it writes no more.
    let ending: AnswerEnding
    /// What it took, where it came to its end.
    let answer: GeneratedAnswer?

    init(_ ending: AnswerEnding, _ answer: GeneratedAnswer? = nil) {
        self.ending = ending
        self.answer = answer
    }
}
