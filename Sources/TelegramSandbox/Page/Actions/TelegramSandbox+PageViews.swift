extension TelegramSandbox {
    /// Messages of a chat that came before one.
    func history(_ parameters: PageParameters) throws -> JSON {
        let chat = try pageChat(parameters)
        let limit = try parameters.optionalInt("limit", in: 1...100) ?? Self.newestMessages
        let (messages, more) = chat.newestMessages(limit, before: try parameters.optionalInt("before"))
        return ["messages": .array(messages.map { json(of: $0, in: chat) }), "more": .bool(more)]
    }

    /// A file that the bot sent.
    func document(_ parameters: PageParameters) throws -> StoredDocument {
        let chat = try pageChat(parameters)
        let message = try pageMessage(try parameters.int("message_id"), in: chat)
        guard case .document(let document, _) = message.content else {
            throw PageFailure(.noFile, ["id": "\(message.id)"])
        }
        return document
    }
}
