import LlamaServer

/// A message of a conversation, with what the server has said of its length.
struct ContextMessage: Sendable, Hashable {
    /// In the order in which it was said, over all conversations.
    var id: Int64
    var role: ChatMessage.Role
    /// What was asked as it was asked, and what was generated as it was generated.
    var content: String
    /// Of a question: how long the prompt was that ended with it, in tokens, where it began as the context does now.
    var promptTokens: Int?
    /// Of an answer: its length in tokens.
    var predictedTokens: Int?

    var chatMessage: ChatMessage { ChatMessage(role: role, content: content) }
}
