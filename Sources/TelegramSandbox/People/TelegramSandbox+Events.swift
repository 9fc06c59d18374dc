extension TelegramSandbox {
    /// Tells everybody in a chat what happened there.
    func emit(_ event: SandboxEvent, in chat: Chat) {
        for member in chat.members { emit(event, to: member) }
        wake(.chat(chat.value.id))
    }

    func emit(_ event: SandboxEvent, to person: Int64) {
        guard let continuations = listeners[person] else { return }
        for continuation in continuations.values { continuation.yield(event) }
    }

    func events(of person: Int64) -> AsyncStream<SandboxEvent> {
        let (stream, continuation) = AsyncStream<SandboxEvent>.makeStream()
        guard !isStopping else {
            continuation.finish()
            return stream
        }
        lastListenerID += 1
        let id = lastListenerID
        listeners[person, default: [:]][id] = continuation
        continuation.onTermination = { _ in
            Task { await self.removeListener(id, of: person) }
        }
        return stream
    }

    /// The messages in a chat, without those that only say that something happened.
    func views(in chatID: Int64, after id: Int = 0) -> [SandboxMessage] {
        guard let chat = chats[chatID] else { return [] }
        return chat.messages(after: id).filter { !$0.isService }.map { view(of: $0, in: chat) }
    }

    /// The messages in a chat, oldest first and as they are now: what the bot sent, whether or not it heard so, and what people wrote.
    public func messages(in chat: SandboxChat) -> [SandboxMessage] { views(in: chat.id) }

    /// What the bot deleted in a chat, in that order, each message as it was last; ``SandboxConfiguration/keptMessages`` of them at least.
    public func deletedMessages(in chat: SandboxChat) -> [SandboxMessage] {
        guard let chat = chats[chat.id] else { return [] }
        return chat.deleted.map { view(of: $0, in: chat) }
    }

    func replies(_ count: Int, after messageID: Int, in chatID: Int64, timeout: Duration) async throws
        -> [SandboxMessage]
    {
        guard let chat = chats[chatID] else { return [] }
        // Counting messages is quick; looking at them all for every new one would not be.
        let soFar = chat.messages(after: messageID).count { $0.isFromBot }
        let target = chat.botMessageCount - soFar + count
        return try await wait(for: "\(count) messages of the bot", .chat(chatID), timeout: timeout) { sandbox in
            guard let chat = sandbox.chats[chatID], chat.botMessageCount >= target else { return nil }
            let replies = sandbox.views(in: chatID, after: messageID).filter(\.isFromBot)
            // Fewer where some were deleted since.
            return replies.count >= count ? .success(Array(replies.prefix(count))) : nil
        }
    }

    func reply(
        after messageID: Int,
        in chatID: Int64,
        timeout: Duration,
        where fits: @escaping @Sendable (SandboxMessage) -> Bool
    ) async throws -> SandboxMessage {
        try await wait(for: "a message of the bot that fits", .chat(chatID), timeout: timeout) { sandbox in
            guard let chat = sandbox.chats[chatID] else { return nil }
            for message in chat.messages(after: messageID) where message.isFromBot {
                let view = sandbox.view(of: message, in: chat)
                if fits(view) { return .success(view) }
            }
            return nil
        }
    }

    func action(in chatID: Int64, threadID: Int?) -> String? {
        guard let action = chats[chatID]?.actions[threadID ?? 0], elapsed() - action.since < Chat.actionLifetime else {
            return nil
        }
        return action.name
    }

    func draftView(in chatID: Int64, threadID: Int?) -> SandboxDraft? {
        guard let chat = chats[chatID], let draft = draft(in: chat, threadID: threadID) else { return nil }
        return SandboxDraft(draft, chatID: chatID, messageThreadID: threadID)
    }

    private func removeListener(_ id: Int, of person: Int64) {
        listeners[person]?[id] = nil
        if listeners[person]?.isEmpty == true { listeners[person] = nil }
    }
}
