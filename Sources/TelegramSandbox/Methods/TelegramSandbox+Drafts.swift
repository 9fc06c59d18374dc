extension TelegramSandbox {
    func sendMessageDraft(_ parameters: Parameters) throws(Refusal) -> JSON {
        try show(.text(formattedText(parameters, mayBeEmpty: true)), parameters)
    }

    func sendRichMessageDraft(_ parameters: Parameters) throws(Refusal) -> JSON {
        try show(.rich(richMessage(parameters, isDraft: true)), parameters)
    }

    private func show(_ content: Chat.Draft.Content, _ parameters: Parameters) throws(Refusal) -> JSON {
        guard let draftID = try parameters.integer("draft_id"), draftID != 0 else {
            throw .badRequest("draft_id must be non-zero")
        }
        let canStop = try parameters.bool("can_stop") ?? false
        _ = try parameters.bool("keep_on_stop")
        guard try parameters.integer("chat_id") != nil else { throw .badRequest("chat_id is empty") }
        let chat = try writableChat(parameters)
        guard chat.value.type == "private" else { throw .badRequest("TEXTDRAFT_PEER_INVALID") }
        let threadID = try threadID(parameters, in: chat)
        if let wait = floodControl?.sendDraft(to: chat.value.id, at: elapsed()) {
            throw .tooManyRequests(retryAfter: wait)
        }
        let draft = Chat.Draft(id: draftID, content: content, canStop: canStop, since: elapsed())
        let view = SandboxDraft(draft, chatID: chat.value.id, messageThreadID: threadID)
        replaceDraft(in: chat, threadID: threadID, by: draftID)
        if !chat.show(draft, threadID: threadID) {
            lateDrafts.append(view)
            if lateDrafts.count > max(1, configuration.keptCalls) { lateDrafts.removeFirst() }
        }
        emit(.draft(view), in: chat)
        announce(draft, in: chat, threadID: threadID)
        return true
    }
}
