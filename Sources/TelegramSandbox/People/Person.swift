/// Somebody with a Telegram account, as a value: writes, presses buttons and reads what they see.
public struct Person: Sendable {
    public let id: Int64
    public let firstName: String
    public let languageCode: String?
    let sandbox: TelegramSandbox

    /// Their private chat with the bot.
    public var chat: SandboxChat { SandboxChat(id: id, type: "private") }

    /// Writes a message, in the private chat unless told otherwise. Returns its id.
    ///
    /// Only members write in a group: who is not in it joins it first (``join(_:)``).
    ///
    /// Any text goes as it stands, also an empty or an endless one that Telegram's apps would refuse or split.
    ///
    /// - Parameters:
    ///   - messageThreadID: a topic of the group.
    ///   - replyTo: the message that it answers.
    @discardableResult
    public func send(
        _ text: String,
        in chat: SandboxChat? = nil,
        messageThreadID: Int? = nil,
        replyTo: Int? = nil
    ) async -> Int {
        await sandbox.write(text, from: id, in: chat?.id ?? id, threadID: messageThreadID, replyTo: replyTo)
    }

    /// Joins a group, where Telegram says so (`new_chat_members`). Nothing where they are in it.
    public func join(_ group: SandboxChat) async {
        await sandbox.join(group, id)
    }

    /// Changes a message that they wrote.
    ///
    /// - Throws: ``SandboxError/noSuchMessage(_:)``.
    public func edit(_ messageID: Int, to text: String, in chat: SandboxChat? = nil) async throws {
        try await sandbox.edit(messageID, to: text, from: id, in: chat?.id ?? id)
    }

    /// Presses an inline button by its text, under the newest message that has it unless told which; returns the callback query's id.
    ///
    /// - Throws: ``SandboxError/noSuchButton(_:)``, ``SandboxError/buttonWithoutCallback(_:)``.
    @discardableResult
    public func press(
        _ button: String,
        onMessage messageID: Int? = nil,
        in chat: SandboxChat? = nil
    ) async throws -> String {
        try await sandbox.press(button, onMessage: messageID, from: id, in: chat?.id ?? id)
    }

    /// Presses Stop under the draft that the bot shows in the private chat; the bot gets `stopped_message_generation`.
    ///
    /// - Throws: ``SandboxError/noDraftToStop``.
    public func stopDraft(messageThreadID: Int? = nil) async throws {
        try await sandbox.stopDraft(in: id, threadID: messageThreadID)
    }

    /// Blocks (or unblocks) the bot, which gets `my_chat_member`. While it is blocked it hears nothing from them.
    public func setBlocked(_ isBlocked: Bool) async {
        await sandbox.setBlocked(isBlocked, by: id)
    }
}
