/// What somebody did that the bot has to answer, with all that the answer needs of the update.
struct Incoming: Sendable, Hashable, Codable {
    enum Event: Sendable, Hashable, Codable {
        case text(String)
        case command(Command)
        /// A command that the bot does not have.
        case unknownCommand
        /// A picture, a voice message or something else without words.
        case unreadable
        case button(Button, callbackQueryID: String)
        /// The Stop button of a draft.
        case stoppedDraft(DraftID)
        /// Nothing that anybody did: what the bot says by itself to a question that has to wait.
        case outage
    }

    var conversation: ConversationID
    /// The message, or the one under whose button was pressed; 0 for the button of a draft.
    var messageID: Int
    /// In a group the answer is a reply, so that it is seen whom it answers.
    var isInGroup: Bool
    var languageCode: String?
    /// Who did it: a person, or the chat that somebody writes for.
    var senderID: Int64?
    var event: Event

    /// Who did it, or the chat where nothing is known of that.
    var personID: Int64 {
        if let senderID, senderID != 0 { senderID } else { conversation.chatID }
    }
}
