extension TelegramSandbox {
    func sendMessage(_ parameters: Parameters) throws(Refusal) -> JSON {
        try send(.text(formattedText(parameters)), parameters)
    }

    func sendRichMessage(_ parameters: Parameters) throws(Refusal) -> JSON {
        try send(.rich(richMessage(parameters)), parameters)
    }

    func editMessageText(_ parameters: Parameters) throws(Refusal) -> JSON {
        let content = try editedContent(parameters)
        let keyboard = try ReplyMarkup.read(parameters.structure("reply_markup"), inlineOnly: true)
        try checkOptions(parameters)
        let chat = try writableChat(parameters)
        var message = try editableMessage(parameters, in: chat)
        guard message.hasText else { throw .badRequest("there is no text in the message to edit") }
        try countForFloodControl(chat)
        guard message.content != content || !isSame(message.keyboard, keyboard) else { throw Self.notModified }
        message.content = content
        message.keyboard = keyboard
        message.editDate = configuration.unixTime()
        chat[message.id] = message
        return publish(message, in: chat, "edited", SandboxEvent.edited)
    }

    /// Text or rich blocks: each replaces the other.
    private func editedContent(_ parameters: Parameters) throws(Refusal) -> StoredMessage.Content {
        guard parameters.value("rich_message") != nil, configuration.richMessages else {
            return .text(try formattedText(parameters))
        }
        // Telegram takes one of them, and says nothing of the other.
        guard parameters.value("text") == nil else { throw .badRequest("either text or rich_message must be used") }
        return .rich(try richMessage(parameters))
    }

    func editMessageReplyMarkup(_ parameters: Parameters) throws(Refusal) -> JSON {
        let keyboard = try ReplyMarkup.read(parameters.structure("reply_markup"), inlineOnly: true)
        let chat = try writableChat(parameters)
        var message = try editableMessage(parameters, in: chat)
        try countForFloodControl(chat)
        guard !isSame(message.keyboard, keyboard) else { throw Self.notModified }
        message.keyboard = keyboard
        chat[message.id] = message
        return publish(message, in: chat, "edited", SandboxEvent.edited)
    }

    func deleteMessage(_ parameters: Parameters) throws(Refusal) -> JSON {
        let chat = try writableChat(parameters)
        guard let id = try parameters.int("message_id"), id != 0 else {
            throw .badRequest("message identifier is not specified")
        }
        guard let message = chat[id] else { throw .badRequest("message to delete not found") }
        // In a group only an administrator deletes what others wrote, and the bot is none.
        guard message.isFromBot || chat.value.type == "private" else { throw .badRequest("message can't be deleted") }
        chat.delete(message)
        emit(.deleted(chatID: chat.value.id, messageID: id), in: chat)
        announce("deleted", ["chat_id": .integer(chat.value.id), "message_id": .integer(id)])
        return true
    }

    /// What all methods do that send a message.
    func send(_ content: StoredMessage.Content, _ parameters: Parameters) throws(Refusal) -> JSON {
        let keyboard = try ReplyMarkup.read(parameters.structure("reply_markup"))
        try checkOptions(parameters)
        let chat = try writableChat(parameters)
        let threadID = try threadID(parameters, in: chat)
        let replyTo = try replyTarget(parameters, in: chat)
        try countForFloodControl(chat)

        let message = StoredMessage(
            id: chat.nextID(),
            from: bot.id,
            isFromBot: true,
            date: configuration.unixTime(),
            threadID: threadID,
            replyTo: replyTo,
            content: content,
            keyboard: keyboard
        )
        chat.append(message)
        // A message of the bot is what ends "typing" and a draft.
        chat.actions[threadID ?? 0] = nil
        endDraft(in: chat, threadID: threadID)
        return publish(message, in: chat, "message", SandboxEvent.message)
    }

    func richMessage(_ parameters: Parameters, isDraft: Bool = false) throws(Refusal) -> RichMessage {
        if let value = parameters.value("rich_message"), value.string != "" {
            guard let json = try? parameters.structure("rich_message") else {
                if case .string = value { throw .badRequest("can't parse rich message JSON object") }
                throw .badRequest("object expected as rich message")
            }
            return try RichMessage(json, isDraft: isDraft)
        }
        return try RichMessage(nil, isDraft: isDraft)
    }

    private static let notModified = Refusal.badRequest(
        "message is not modified: specified new message content and reply markup are exactly the same as a current content "
            + "and reply markup of the message"
    )

    private func isSame(_ first: InlineKeyboard?, _ second: InlineKeyboard?) -> Bool {
        // An empty keyboard is none.
        (first?.rows ?? []) == (second?.rows ?? [])
    }

    /// The parameters that make no difference here; their types count all the same.
    private func checkOptions(_ parameters: Parameters) throws(Refusal) {
        for name in ["disable_notification", "protect_content", "allow_paid_broadcast"] {
            _ = try parameters.bool(name)
        }
        _ = try parameters.string("message_effect_id")
        if let options = try parameters.structure("link_preview_options"), options.members == nil {
            throw .badRequest("can't parse link_preview_options JSON object")
        }
    }

    private func replyTarget(_ parameters: Parameters, in chat: Chat) throws(Refusal) -> Int? {
        guard let reply = try parameters.structure("reply_parameters") else { return nil }
        guard reply.members != nil else { throw .badRequest("object expected as reply parameters") }
        let parameters = Parameters(reply.members ?? [])
        // Some libraries always say in which chat it is; an answer to another chat's is not supported.
        if parameters.value("chat_id") != nil, try self.chat(parameters).value.id != chat.value.id {
            throw .badRequest("the sandbox does not support a reply to a message of another chat")
        }
        for name in ["ephemeral_message_id", "quote", "checklist_task_id", "poll_option_id"]
        where parameters.value(name) != nil {
            throw .badRequest("the sandbox does not support \"\(name)\" of reply_parameters")
        }
        guard let id = try parameters.int("message_id") else {
            throw .badRequest("field \"message_id\" of reply_parameters must be of type Integer")
        }
        if chat[id] != nil { return id }
        guard try parameters.bool("allow_sending_without_reply") == true else {
            throw .badRequest("message to be replied not found")
        }
        return nil
    }

    private func countForFloodControl(_ chat: Chat) throws(Refusal) {
        let isGroup = chat.value.type != "private"
        guard let wait = floodControl?.send(to: chat.value.id, isGroup: isGroup, at: elapsed()) else { return }
        throw .tooManyRequests(retryAfter: wait)
    }

    /// Shows a message to everybody in the chat; the result is the message as the bot gets it.
    private func publish(
        _ message: StoredMessage,
        in chat: Chat,
        _ name: String,
        _ event: (SandboxMessage) -> SandboxEvent
    ) -> JSON {
        emit(event(view(of: message, in: chat)), in: chat)
        let json = json(of: message, in: chat)
        announce(name, json)
        return json
    }
}
