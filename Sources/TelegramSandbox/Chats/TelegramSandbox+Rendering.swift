extension TelegramSandbox {
    /// The `Chat` of the Bot API.
    func json(of chat: Chat) -> JSON {
        if chat.value.type == "private" {
            return accounts[chat.value.id]?.chatJSON ?? ["id": .integer(chat.value.id), "type": "private"]
        }
        return [
            "id": .integer(chat.value.id),
            "title": .string(chat.value.title ?? ""),
            "type": .string(chat.value.type),
            "is_forum": chat.isForum ? true : nil,
        ]
    }

    /// The `Message` of the Bot API.
    func json(of message: StoredMessage, in chat: Chat, withReply: Bool = true) -> JSON {
        // A message in a topic that answers none answers the one that made the topic.
        let replyTo = message.replyTo ?? (message.isService ? nil : message.threadID)
        var json: JSON = [
            "message_id": .integer(message.id),
            "message_thread_id": message.threadID.map(JSON.integer),
            "from": (message.isFromBot ? bot : accounts[message.from])?.json,
            "chat": self.json(of: chat),
            "date": .integer(message.date),
            "edit_date": message.editDate.map(JSON.integer),
            "is_topic_message": message.threadID == nil ? nil : true,
            "reply_to_message": withReply
                ? replyTo.flatMap { chat[$0] }.map { self.json(of: $0, in: chat, withReply: false) } : nil,
        ]
        switch message.content {
        case .text(let text):
            json = json.adding([
                "text": .string(text.text),
                "entities": text.entities.isEmpty ? nil : .array(text.entities.map(\.json)),
            ])
        case .rich(let rich): json = json.adding(["rich_message": rich.json])
        case .document(let document, let caption):
            json = json.adding([
                "document": document.json,
                "caption": caption.text.isEmpty ? nil : .string(caption.text),
                "caption_entities": caption.entities.isEmpty ? nil : .array(caption.entities.map(\.json)),
            ])
        case .topicCreated(let name):
            json = json.adding(["forum_topic_created": ["name": .string(name), "icon_color": 7_322_096]])
        case .joined:
            json = json.adding(["new_chat_members": .array([accounts[message.from]?.json].compactMap(\.self))])
        }
        return json.adding(["reply_markup": message.keyboard.flatMap { $0.rows.isEmpty ? nil : $0.json }])
    }

    /// What a person sees of a message.
    func view(of message: StoredMessage, in chat: Chat) -> SandboxMessage {
        SandboxMessage(
            messageID: message.id,
            chatID: chat.value.id,
            messageThreadID: message.threadID,
            isFromBot: message.isFromBot,
            fromID: message.from,
            date: message.date,
            text: message.text,
            buttons: message.keyboard?.rows.map { $0.map(\.text) } ?? [],
            isEdited: message.editDate != nil,
            entities: message.entities.compactMap { SandboxEntity($0.json) },
            richBlocks: message.richBlocks,
            document: message.document,
            replyToMessageID: message.replyTo
        )
    }
}
