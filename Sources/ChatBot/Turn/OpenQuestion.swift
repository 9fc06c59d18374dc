/// A question that is being answered, with all that belongs to it: in one place, as a thousand may wait.
final class OpenQuestion: Sendable {
    let turn: Turn
    let text: String
    /// How often its answer was begun without an end that is known, this time included.
    let attempt: Int
    /// What was said before, if it was looked up.
    let history: ConversationHistory?
    /// Its place in the queue.
    let pass: Pass
    let composer: ReplyComposer
    let live = LiveAnswer()

    init(_ attempt: Attempt, text: String, showing history: ConversationHistory?, pass: Pass, composer: ReplyComposer) {
        turn = attempt.turn
        self.text = text
        self.attempt = attempt.number
        self.history = history
        self.pass = pass
        self.composer = composer
    }
}
