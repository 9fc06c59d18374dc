/// How an answer is shown while the model still writes it.
public enum Streaming: String, Sendable, CaseIterable {
    /// As a draft in private chats, and as a message that is edited elsewhere and where drafts are refused.
    case auto
    /// As a draft in private chats; elsewhere not at all.
    case draft
    /// As a message that is edited.
    case edit
    /// Not at all: the answer comes when it is complete.
    case off
}
