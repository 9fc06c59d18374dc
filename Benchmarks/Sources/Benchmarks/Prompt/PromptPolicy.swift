/// What of a conversation a model is shown.
enum PromptPolicy: String, Encodable, Sendable, CaseIterable {
    /// As the original bot does it: from the window's size on, every turn pushes one out.
    case window = "the last 20 messages"
    case uncut = "no cut at all"
    /// The program, whatever it does.
    case bot = "the bot"

    /// Of messages before the question, `MAX_CONTEXT_MESSAGES` of the program when nothing is set.
    static let size = 20

    /// What is shown before a question; not for the program.
    func shown<Message>(of history: [Message]) -> [Message] {
        self == .window ? history.suffix(Self.size) : history
    }
}
