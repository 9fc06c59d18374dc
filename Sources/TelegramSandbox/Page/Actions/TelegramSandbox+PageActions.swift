extension TelegramSandbox {
    func makePerson(_ parameters: PageParameters) throws -> JSON {
        let name = try parameters.name("first_name", longest: 64)
        let language = try parameters.optionalString("language_code") ?? "en"
        guard 2...35 ~= language.utf8.count,
            language.unicodeScalars.allSatisfy({
                "a"..."z" ~= $0 || "A"..."Z" ~= $0 || "0"..."9" ~= $0 || $0 == "-"
            })
        else { throw PageFailure(.wrongLanguage) }
        let person = person(firstName: name, languageCode: language)
        return try pagePerson(person.id).json
    }

    func makeGroup(_ parameters: PageParameters) throws -> JSON {
        let title = try parameters.name("title", longest: 128)
        let isForum = try parameters.bool("is_forum", default: false)
        guard let members = parameters.value("members")?.array, members.allSatisfy({ $0.integer != nil }) else {
            throw PageFailure(.wrongMembers)
        }
        guard !members.isEmpty else { throw PageFailure(.emptyGroup) }
        let people = try members.compactMap(\.integer).map { id in
            let account = try pagePerson(id)
            return Person(
                id: id,
                firstName: account.firstName,
                languageCode: account.languageCode,
                sandbox: self
            )
        }
        let group = group(title: title, members: people, isForum: isForum)
        guard let chat = chats[group.id] else { throw PageFailure.notFound }
        return entry(chat)
    }

    func joinGroup(_ parameters: PageParameters) throws -> JSON {
        let chat = try pageChat(parameters)
        join(chat, try pageVisitor(parameters, in: chat))
        return entry(chat)
    }

    func makeTopic(_ parameters: PageParameters) throws -> JSON {
        let chat = try pageChat(parameters)
        let person = try pageActor(parameters, in: chat)
        guard chat.isForum else { throw PageFailure(.withoutTopics) }
        let name = try parameters.name("name", longest: 128)
        return ["message_thread_id": .integer(topic(name: name, in: chat, from: person))]
    }

    func writeMessage(_ parameters: PageParameters) throws -> JSON {
        let chat = try pageChat(parameters)
        let person = try pageActor(parameters, in: chat)
        let threadID = try pageThread(parameters, in: chat)
        let replyTo = try parameters.optionalInt("reply_to_message_id")
        if let replyTo { _ = try pageMessage(replyTo, in: chat) }
        let texts = try pageTexts(parameters)
        if accounts[person]?.isBlockingBot == true, chat.value.id == person {
            throw PageFailure(.blocked)
        }
        let ids = texts.enumerated().map { index, text in
            write(text, from: person, in: chat.value.id, threadID: threadID, replyTo: index == 0 ? replyTo : nil)
        }
        return ["message_id": ids.first.map(JSON.integer), "message_ids": .array(ids.map(JSON.integer))]
    }

    func editMessage(_ parameters: PageParameters) throws -> JSON {
        let chat = try pageChat(parameters)
        let person = try pageActor(parameters, in: chat)
        let message = try pageMessage(try parameters.int("message_id"), in: chat)
        guard message.from == person, !message.isService else {
            throw PageFailure(.notAuthor)
        }
        let texts = try pageTexts(parameters)
        guard texts.count == 1 else {
            throw PageFailure(.longText, ["most": "\(FormattedText.longest)"])
        }
        // As it is: Telegram's apps say nothing of it to anybody.
        if texts[0] != message.text { try edit(message.id, to: texts[0], from: person, in: chat.value.id) }
        return ["message_id": .integer(message.id)]
    }

    func pressButton(_ parameters: PageParameters) throws -> JSON {
        let chat = try pageChat(parameters)
        let person = try pageActor(parameters, in: chat)
        let message = try pageMessage(try parameters.int("message_id"), in: chat)
        let (row, column) = (try parameters.int("row"), try parameters.int("column"))
        let rows = message.keyboard?.rows ?? []
        guard rows.indices.contains(row), rows[row].indices.contains(column) else {
            throw PageFailure(.noButton)
        }
        do {
            let id = try press(rows[row][column], under: message, from: person, in: chat)
            return ["callback_query_id": .string(id)]
        } catch {
            throw PageFailure(.idleButton)
        }
    }

    func pressStop(_ parameters: PageParameters) throws -> JSON {
        let chat = try pageChat(parameters)
        _ = try pageActor(parameters, in: chat)
        let threadID = try pageThread(parameters, in: chat)
        do {
            // Who it was the bot is not told: a draft is in a private chat.
            try stopDraft(in: chat.value.id, threadID: threadID)
        } catch is SandboxError {
            throw PageFailure(.nothingToStop)
        }
        return [:]
    }

    func block(_ parameters: PageParameters) throws -> JSON {
        let person = try pagePerson(try parameters.integer("from"))
        setBlocked(try parameters.bool("is_blocked"), by: person.id)
        return [:]
    }
}
