import GRDB

/// The messages of a conversation that the model is shown.
struct ConversationHistory: Sendable, Hashable {
    /// Tells one state of a history from another, without reading it.
    struct Version: Sendable, Hashable {
        /// Where it is now: its group may have become a supergroup.
        var conversation: ConversationID
        /// The turn at which it was reset last; 0 for none.
        var resetAt: Int64
        /// The first message that the model is shown.
        var contextStart: Int64
        /// How many messages there are from that one on, and the last of them.
        var count: Int
        var lastID: Int64?
    }

    var version: Version
    /// Oldest first.
    var messages: [ContextMessage]
}

extension ConversationHistory.Version {
    /// The newest.
    init(of conversation: ConversationID, in db: GRDB.Database) throws {
        self.conversation = try Database.current(conversation, in: db)
        let key: StatementArguments = [self.conversation.chatID, self.conversation.messageThreadID ?? 0]
        let limits = try db.cachedStatement(
            sql: "SELECT resetAt, contextStart FROM conversation WHERE chatID = ? AND messageThreadID = ?"
        )
        let row = try Row.fetchOne(limits, arguments: key)
        resetAt = row?[0] ?? 0
        contextStart = row?[1] ?? 0
        let messages = try db.cachedStatement(
            sql: "SELECT count(*), max(id) FROM message WHERE chatID = ? AND messageThreadID = ? AND id >= ?"
        )
        let extent = try Row.fetchOne(messages, arguments: key + [contextStart])
        count = extent?[0] ?? 0
        lastID = extent?[1]
    }
}
