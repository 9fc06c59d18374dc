/// That an answer is begun.
struct Beginning: Sendable, Hashable {
    /// What the model is to be shown of the conversation, where that is not what was looked up before.
    var newer: ConversationHistory?
}
