extension Person {
    /// What they see in a chat, oldest first.
    public func messages(in chat: SandboxChat? = nil) async -> [SandboxMessage] {
        await sandbox.views(in: chat?.id ?? id)
    }

    /// What happens in their chats from now on: new messages of the bot, edits, "typing", drafts, answers to buttons.
    ///
    /// The stream keeps all of it until it is read, and ends with the sandbox.
    public func events() async -> AsyncStream<SandboxEvent> {
        await sandbox.events(of: id)
    }

    /// The bot's next `count` messages after the message `messageID`, waiting until they are there.
    ///
    /// Their texts are those of the moment when the last of them came; to wait for an edit, use ``reply(after:in:timeout:where:)``.
    ///
    /// - Throws: ``SandboxError/timedOut(waitingFor:_:)``.
    public func replies(
        _ count: Int = 1,
        after messageID: Int,
        in chat: SandboxChat? = nil,
        timeout: Duration = .seconds(60)
    ) async throws -> [SandboxMessage] {
        try await sandbox.replies(count, after: messageID, in: chat?.id ?? id, timeout: timeout)
    }

    /// The first of the bot's messages after `messageID` that fits, as it was written or as it was edited since, waiting until there is one.
    ///
    /// - Throws: ``SandboxError/timedOut(waitingFor:_:)``.
    public func reply(
        after messageID: Int,
        in chat: SandboxChat? = nil,
        timeout: Duration = .seconds(60),
        where fits: @escaping @Sendable (SandboxMessage) -> Bool
    ) async throws -> SandboxMessage {
        try await sandbox.reply(after: messageID, in: chat?.id ?? id, timeout: timeout, where: fits)
    }

    /// What the bot is shown to do, `typing` or the like: for 5 s, or until its next message.
    public func chatAction(in chat: SandboxChat? = nil, messageThreadID: Int? = nil) async -> String? {
        await sandbox.action(in: chat?.id ?? id, threadID: messageThreadID)
    }

    /// The draft that the bot shows in the private chat: for 30 s, or until its next message.
    public func draft(messageThreadID: Int? = nil) async -> SandboxDraft? {
        await sandbox.draftView(in: id, threadID: messageThreadID)
    }
}
