extension TelegramSandbox {
    /// The longest message that Telegram's apps send as one, in Unicode scalars.
    private static let longestText = FormattedText.longest

    func pagePerson(_ id: Int64) throws(PageFailure) -> Account {
        guard let account = accounts[id] else { throw PageFailure(.noPerson, ["id": "\(id)"]) }
        return account
    }

    func pageChat(_ parameters: PageParameters) throws(PageFailure) -> Chat {
        let id = try parameters.integer("chat_id")
        guard let chat = chats[id] else { throw PageFailure(.noChat, ["id": "\(id)"]) }
        return chat
    }

    /// Who does something in a chat that they are in.
    func pageActor(_ parameters: PageParameters, in chat: Chat) throws(PageFailure) -> Int64 {
        let person = try pageVisitor(parameters, in: chat)
        guard chat.members.contains(person) else { throw PageFailure(.notMember) }
        return person
    }

    /// Who does something about a chat: their own with the bot, or any group.
    func pageVisitor(_ parameters: PageParameters, in chat: Chat) throws(PageFailure) -> Int64 {
        let person = try pagePerson(try parameters.integer("from")).id
        guard chat.value.id < 0 || chat.value.id == person else { throw PageFailure(.othersChat) }
        return person
    }

    func pageMessage(_ id: Int, in chat: Chat) throws(PageFailure) -> StoredMessage {
        guard let message = chat[id] else { throw PageFailure(.noMessage, ["id": "\(id)"]) }
        return message
    }

    func pageThread(_ parameters: PageParameters, in chat: Chat) throws(PageFailure) -> Int? {
        guard let id = try parameters.optionalInt("message_thread_id") else { return nil }
        guard chat.topics[id] != nil else { throw PageFailure(.noTopic, ["id": "\(id)"]) }
        return id
    }

    /// What somebody writes, as Telegram's apps send it: without space around it, in several messages where it is too long for one.
    func pageTexts(_ parameters: PageParameters) throws(PageFailure) -> [String] {
        let text = try parameters.string("text")
        let texts = TypedText.messages(text, longest: Self.longestText)
        guard !texts.isEmpty else { throw PageFailure(.emptyText) }
        return texts
    }
}
