extension TelegramSandbox {
    /// Shows the page a draft, and sees to its end.
    func announce(_ draft: Chat.Draft, in chat: Chat, threadID: Int?) {
        guard page != nil else { return }
        let key = threadID ?? 0
        let subject = PageEvent.Subject.draft(chatID: chat.value.id, threadID: key)
        announce("draft", replacing: subject, json(of: draft, in: chat, key: key))
        guard page?.draftTimers[subject] == nil else { return }
        let clock = configuration.clock
        page?.draftTimers[subject] = Task {
            while let wait = remainingLife(of: subject, in: chat, threadID: threadID) {
                guard (try? await clock.sleep(for: wait)) != nil else { return }
            }
        }
    }

    /// Another draft comes in the place of one, which so is over.
    func replaceDraft(in chat: Chat, threadID: Int?, by id: Int64) {
        guard page != nil, let draft = draft(in: chat, threadID: threadID), draft.id != id else { return }
        announceEnd(of: draft, in: chat, threadID: threadID)
    }

    /// A draft is over: stopped, or replaced by a message.
    func endDraft(in chat: Chat, threadID: Int?) {
        guard let draft = chat.endDraft(threadID: threadID) else { return }
        if elapsed() - draft.since < Chat.draftLifetime { announceEnd(of: draft, in: chat, threadID: threadID) }
    }

    func endDraftTimers() {
        for timer in page?.draftTimers.values.map(\.self) ?? [] { timer.cancel() }
        page?.draftTimers = [:]
    }

    /// How long a draft is still shown; nil where it is over, which the page is told if it was not before.
    private func remainingLife(of subject: PageEvent.Subject, in chat: Chat, threadID: Int?) -> Duration? {
        guard let draft = chat.drafts[threadID ?? 0] else {
            page?.draftTimers[subject] = nil
            return nil
        }
        let rest = draft.since + Chat.draftLifetime - elapsed()
        if rest > .zero { return rest }
        // It stays what it was for the bot: one that comes again by this id has not ended.
        page?.draftTimers[subject] = nil
        announceEnd(of: draft, in: chat, threadID: threadID)
        return nil
    }

    private func announceEnd(of draft: Chat.Draft, in chat: Chat, threadID: Int?) {
        page?.draftTimers.removeValue(forKey: .draft(chatID: chat.value.id, threadID: threadID ?? 0))?.cancel()
        announce(
            "draft_ended",
            [
                "chat_id": .integer(chat.value.id),
                "message_thread_id": threadID.map(JSON.integer),
                "draft_id": .integer(draft.id),
            ]
        )
    }
}
