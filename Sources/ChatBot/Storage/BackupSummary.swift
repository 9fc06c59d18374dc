/// What a copy of the database holds.
public struct BackupSummary: Sendable, Hashable {
    /// The messages of all conversations: questions and answers.
    public var messages: Int
    /// What people have written and what is not answered, or not delivered, yet.
    public var openTurns: Int
    /// The copy's size on the disk.
    public var bytes: Int

    public init(messages: Int, openTurns: Int, bytes: Int) {
        self.messages = messages
        self.openTurns = openTurns
        self.bytes = bytes
    }
}
