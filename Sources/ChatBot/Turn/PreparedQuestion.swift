import LlamaServer

/// What is known of a question before it is its turn to be answered.
final class PreparedQuestion: Sendable {
    let server: ServerDescription
    let prompt: Prompt
    /// What the prompt was made of.
    let version: ConversationHistory.Version
    /// How many tokens its answer may take.
    let room: Int

    init(on server: ServerDescription, prompt: Prompt, of version: ConversationHistory.Version, room: Int) {
        self.server = server
        self.prompt = prompt
        self.version = version
        self.room = room
    }

    /// What it takes of a shared context.
    var tokens: Int { prompt.tokens + room }
}
