/// How it stands with a turn when it is its turn to be handled.
struct Outlook: Sendable, Hashable {
    /// `nil` where the turn is no longer known.
    var state: Turn.State?
    /// Whether it waits for the LLaMA server.
    var isWaiting = false
    /// How often its answer was begun without an end that is known.
    var attempts = 0
    /// What the model is to be shown of the conversation; `nil` where the turn is no open question.
    var history: ConversationHistory?
}
