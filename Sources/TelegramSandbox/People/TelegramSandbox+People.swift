extension TelegramSandbox {
    /// Puts a person's message into a chat.
    func write(_ text: String, from person: Int64, in chatID: Int64, threadID: Int?, replyTo: Int?) -> Int {
        guard let chat = chats[chatID] else { preconditionFailure("the chat is not one of this sandbox") }
        precondition(threadID.map { chat.topics[$0] != nil } ?? true, "the group has no such topic")
        precondition(chatID < 0 || chatID == person, "nobody writes in somebody else's private chat")
        join(chat, person)
        // Who writes has started the bot.
        if chatID == person { accounts[person]?.hasStarted = true }
        let message = StoredMessage(
            id: chat.nextID(),
            from: person,
            isFromBot: false,
            date: configuration.unixTime(),
            threadID: threadID,
            replyTo: replyTo.flatMap { chat[$0] == nil ? nil : $0 },
            content: .text(FormattedText(unchecked: text, entities: Self.commandEntities(in: text)))
        )
        chat.append(message)
        let json = json(of: message, in: chat)
        if botHears(person, in: chat) { enqueue(UpdateKind.message, json) }
        wake(.chat(chatID))
        announce("message", json)
        return message.id
    }

    func join(_ group: SandboxChat, _ person: Int64) {
        guard let chat = chats[group.id] else { preconditionFailure("the chat is not one of this sandbox") }
        precondition(group.id < 0 || group.id == person, "nobody joins somebody else's private chat")
        join(chat, person)
    }

    /// Takes somebody into a chat, as by a group's link; Telegram says so there, to the bot too. Nothing for who is in it.
    func join(_ chat: Chat, _ person: Int64) {
        guard chat.members.insert(person).inserted else { return }
        let message = StoredMessage(
            id: chat.nextID(),
            from: person,
            isFromBot: false,
            date: configuration.unixTime(),
            content: .joined
        )
        chat.append(message)
        let json = json(of: message, in: chat)
        if botHears(person, in: chat) { enqueue(UpdateKind.message, json) }
        announce("chat", entry(chat))
        announce("message", json)
    }

    /// Changes the text of a person's message.
    func edit(_ messageID: Int, to text: String, from person: Int64, in chatID: Int64) throws {
        guard let chat = chats[chatID], var message = chat[messageID], message.from == person, !message.isService else {
            throw SandboxError.noSuchMessage(messageID)
        }
        message.content = .text(FormattedText(unchecked: text, entities: Self.commandEntities(in: text)))
        message.editDate = configuration.unixTime()
        chat[messageID] = message
        let json = json(of: message, in: chat)
        if botHears(person, in: chat) { enqueue(UpdateKind.editedMessage, json) }
        announce("edited", json)
    }

    func press(_ text: String, onMessage messageID: Int?, from person: Int64, in chatID: Int64) throws -> String {
        guard let chat = chats[chatID] else { throw SandboxError.noSuchButton(text) }
        func button(of message: StoredMessage) -> InlineKeyboard.Button? {
            message.keyboard?.rows.lazy.flatMap { $0 }.first { $0.text == text }
        }
        let message = messageID.map { chat[$0] } ?? chat.newest { $0.isFromBot && button(of: $0) != nil }
        guard let message, let button = button(of: message) else { throw SandboxError.noSuchButton(text) }
        return try press(button, under: message, from: person, in: chat)
    }

    func press(
        _ button: InlineKeyboard.Button,
        under message: StoredMessage,
        from person: Int64,
        in chat: Chat
    ) throws(SandboxError) -> String {
        guard let data = button.callbackData else { throw SandboxError.buttonWithoutCallback(button.text) }
        let id = String(configuration.randomNumber() >> 1)
        callbackQueries.add(id, from: person)
        if botHears(person, in: chat) {
            enqueue(
                UpdateKind.callbackQuery,
                [
                    "id": .string(id),
                    "from": accounts[person]?.json,
                    "message": json(of: message, in: chat),
                    "chat_instance": .string(chat.instance),
                    "data": .string(data),
                ]
            )
        }
        return id
    }

    func stopDraft(in chatID: Int64, threadID: Int?) throws {
        guard let chat = chats[chatID], let draft = draft(in: chat, threadID: threadID), draft.canStop else {
            throw SandboxError.noDraftToStop
        }
        endDraft(in: chat, threadID: threadID)
        enqueue(
            UpdateKind.stoppedMessageGeneration,
            [
                "chat": json(of: chat),
                "message_thread_id": threadID.map(JSON.integer),
                "draft_id": .integer(draft.id),
            ]
        )
    }

    func setBlocked(_ isBlocked: Bool, by person: Int64) {
        guard let chat = chats[person], let account = accounts[person], account.isBlockingBot != isBlocked else {
            return
        }
        accounts[person]?.isBlockingBot = isBlocked
        announce("chat", entry(chat))
        let (old, new) = isBlocked ? ("member", "kicked") : ("kicked", "member")
        func member(_ status: String) -> JSON {
            [
                "user": bot.json,
                "status": .string(status),
                "until_date": status == "kicked" ? 0 : nil,
            ]
        }
        enqueue(
            UpdateKind.myChatMember,
            [
                "chat": json(of: chat),
                "from": account.json,
                "date": .integer(configuration.unixTime()),
                "old_chat_member": member(old),
                "new_chat_member": member(new),
            ]
        )
    }

    func draft(in chat: Chat, threadID: Int?) -> Chat.Draft? {
        guard let draft = chat.drafts[threadID ?? 0], elapsed() - draft.since < Chat.draftLifetime else { return nil }
        return draft
    }

    private func botHears(_ person: Int64, in chat: Chat) -> Bool {
        // Who has blocked a bot is heard in groups all the same.
        chat.isBotIn && (chat.value.type != "private" || accounts[person]?.isBlockingBot != true)
    }

    /// The commands in a text, which Telegram marks: `/word` or `/word@name` after a space or at the start.
    static func commandEntities(in text: String) -> [Entity] {
        var entities: [Entity] = []
        var offset = 0
        for word in text.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace) {
            let command = word.unicodeScalars.dropFirst().prefix { $0.isCommandLetter || $0 == "@" }
            if word.first == "/", let first = command.first, first != "@", command.count <= 64 {
                entities.append(Entity(type: "bot_command", offset: offset, length: 1 + command.count, details: []))
            }
            offset += word.utf16.count
            // The separator: one character, of one unit or (a line break of Windows) two.
            if word.endIndex < text.endIndex { offset += text[word.endIndex].utf16.count }
        }
        return entities
    }
}

extension Unicode.Scalar {
    fileprivate var isCommandLetter: Bool {
        "a"..."z" ~= self || "A"..."Z" ~= self || "0"..."9" ~= self || self == "_"
    }
}
