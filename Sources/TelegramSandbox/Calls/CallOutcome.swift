/// What became of a call.
struct CallOutcome {
    var answer: Answer
    /// Whatever the bot gets to hear of it.
    var isCarriedOut = false
    var messageID: Int?
    /// What kind of fault struck it.
    var fault: SwitchedFault.Kind?
    /// A `getUpdates` that brought nothing.
    var isEmptyPoll = false

    static let dropped = CallOutcome(answer: .dropped)

    static func refusal(_ refusal: Refusal) -> CallOutcome { CallOutcome(answer: .refusal(refusal)) }
}
