extension TelegramSandbox {
    /// A new person, who has a private chat with the bot.
    ///
    /// - Parameters:
    ///   - username: without `@`.
    ///   - languageCode: as their Telegram is set, an IETF tag; nil where it tells the bot none.
    ///   - hasStarted: they have pressed Start before, so the bot may write to them (the `/start` of then is not in the queue). False:
    ///     every message to them is refused until they write.
    public func person(
        firstName: String,
        lastName: String? = nil,
        username: String? = nil,
        languageCode: String? = "en",
        hasStarted: Bool = true
    ) -> Person {
        lastPersonNumber += 1
        // Above 32 bits, where careless bots lose them.
        let id = 5_000_000_000 + lastPersonNumber
        accounts[id] = Account(
            id: id,
            firstName: firstName,
            lastName: lastName,
            username: username,
            languageCode: languageCode,
            hasStarted: hasStarted
        )
        add(SandboxChat(id: id, type: "private"), members: [id])
        if let account = accounts[id], let chat = chats[id] {
            announce("person", account.json)
            announce("chat", entry(chat))
        }
        return Person(id: id, firstName: firstName, languageCode: languageCode, sandbox: self)
    }

    /// A new group with the bot in it, which sees every message there; `isForum` makes it a supergroup with topics.
    public func group(title: String, members: [Person], isForum: Bool = false) -> SandboxChat {
        lastGroupNumber += 1
        let id = isForum ? -1_002_000_000_000 - lastGroupNumber : -4_000_000_000 - lastGroupNumber
        let chat = SandboxChat(id: id, type: isForum ? "supergroup" : "group", title: title, isForum: isForum)
        add(chat, members: Set(members.map(\.id)))
        if let chat = chats[id] { announce("chat", entry(chat)) }
        return chat
    }

    /// A new topic in a forum, made by one of its members; the result is its `message_thread_id`.
    @discardableResult
    public func topic(name: String, in group: SandboxChat) -> Int {
        guard let chat = chats[group.id], chat.isForum else {
            preconditionFailure("only a group with `isForum: true` has topics")
        }
        return topic(name: name, in: chat, from: chat.members.min() ?? bot.id)
    }

    func topic(name: String, in chat: Chat, from person: Int64) -> Int {
        let id = chat.nextID()
        chat.topics[id] = name
        let message = StoredMessage(
            id: id,
            from: person,
            isFromBot: false,
            date: configuration.unixTime(),
            threadID: id,
            content: .topicCreated(name: name)
        )
        chat.append(message)
        enqueue(UpdateKind.message, json(of: message, in: chat))
        announce("chat", entry(chat))
        announce("message", json(of: message, in: chat))
        return id
    }

    /// Takes the bot out of a group, or back into it: it can't write there, and sees nothing.
    public func setBot(isMember: Bool, of group: SandboxChat) {
        chats[group.id]?.isBotIn = isMember
    }

    /// Puts an update in the queue as it stands: a JSON object; `update_id` is set where it is missing.
    ///
    /// An `update_id` that was used before, or is none, is handed out once and can't be confirmed; a text that is no JSON makes the
    /// whole answer to `getUpdates` none, once. `allowed_updates` does not apply.
    public func enqueue(rawUpdate json: String) {
        updates.append(raw: json)
        wakePoll()
    }

    /// How many updates the bot has not confirmed.
    public var pendingUpdateCount: Int { updates.count }

    /// Makes every button pressed so far too old to answer.
    public func expireCallbackQueries() {
        callbackQueries.removeAll()
    }

    private func add(_ chat: SandboxChat, members: Set<Int64>) {
        chats[chat.id] = Chat(
            chat,
            order: chats.count,
            members: members,
            instance: String(Int64(bitPattern: configuration.randomNumber())),
            ids: ["private", "group"].contains(chat.type) ? sharedMessageIDs : MessageIDs(),
            limit: max(1, configuration.keptMessages)
        )
    }
}
