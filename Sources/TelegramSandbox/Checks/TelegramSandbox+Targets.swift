extension TelegramSandbox {
    /// The chat that a call is about, whether the bot may write to it or not.
    func chat(_ parameters: Parameters, _ name: String = "chat_id") throws(Refusal) -> Chat {
        let id: Int64
        switch parameters.value(name) {
        case .integer(let number): id = number
        case .string(let text) where text.isEmpty: throw .badRequest("chat_id is empty")
        case .string(let text):
            // No chat here has a public name, and people can't be written to by theirs.
            guard let number = Int64(text) else { throw .badRequest("chat not found") }
            id = number
        case nil: throw .badRequest("chat_id is empty")
        default: throw .badRequest("parameter \"\(name)\" must be of type Integer or String")
        }
        guard let chat = chats[id] else { throw .badRequest("chat not found") }
        return chat
    }

    /// The chat that a call is about, where the bot may write to it.
    func writableChat(_ parameters: Parameters) throws(Refusal) -> Chat {
        let chat = try self.chat(parameters)
        if let person = accounts[chat.value.id] {
            guard person.hasStarted else { throw .forbidden("bot can't initiate conversation with a user") }
            guard !person.isBlockingBot else { throw .forbidden("bot was blocked by the user") }
        }
        guard chat.isBotIn else { throw .forbidden("bot was kicked from the \(chat.value.type) chat") }
        return chat
    }

    /// The topic that a message goes to.
    func threadID(_ parameters: Parameters, in chat: Chat) throws(Refusal) -> Int? {
        guard let id = try parameters.int("message_thread_id"), id != 0 else { return nil }
        guard chat.topics[id] != nil else { throw .badRequest("message thread not found") }
        return id
    }

    /// The bot's message that an edit is about.
    func editableMessage(_ parameters: Parameters, in chat: Chat) throws(Refusal) -> StoredMessage {
        guard let id = try parameters.int("message_id"), id != 0 else {
            throw .badRequest("message identifier is not specified")
        }
        guard let message = chat[id] else { throw .badRequest("message to edit not found") }
        guard message.isFromBot, !message.isService else { throw .badRequest("message can't be edited") }
        return message
    }

    /// The text of a call, with its entities.
    func formattedText(_ parameters: Parameters, mayBeEmpty: Bool = false) throws(Refusal) -> FormattedText {
        guard let text = try parameters.string("text") else {
            guard mayBeEmpty else { throw .badRequest("message text is empty") }
            return try FormattedText(text: "", entities: nil, mayBeEmpty: true)
        }
        let given = try parsed(text, parameters, "entities")
        return try FormattedText(text: given.text, entities: given.entities, mayBeEmpty: mayBeEmpty)
    }

    /// The caption of a call, with its entities.
    func caption(_ parameters: Parameters) throws(Refusal) -> FormattedText {
        let given = try parsed(parameters.string("caption") ?? "", parameters, "caption_entities")
        return try FormattedText(
            text: given.text,
            entities: given.entities,
            mayBeEmpty: true,
            longest: FormattedText.longestCaption
        )
    }

    /// A text with the entities that are given beside it or, where there is a `parse_mode`, in it.
    private func parsed(
        _ text: String,
        _ parameters: Parameters,
        _ name: String
    ) throws(Refusal) -> (text: String, entities: JSON?) {
        guard let mode = try parameters.string("parse_mode"), !mode.isEmpty, !text.isEmpty else {
            return (text, try parameters.structure(name))
        }
        // Telegram takes one of them, and says nothing of the other.
        guard parameters.value(name) == nil else { throw .badRequest("either parse_mode or \(name) must be used") }
        guard text.utf8.count <= FormattedText.longestRaw else { throw .badRequest("text is too long") }
        let accounts = accounts
        let parsed = try ParsedText.parse(text, mode: mode) { accounts[$0]?.json }
        return (parsed.text, .array(parsed.entities))
    }
}
