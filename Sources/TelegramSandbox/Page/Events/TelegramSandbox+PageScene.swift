extension TelegramSandbox {
    /// How many messages of a chat a tab gets without asking.
    static let newestMessages = 50

    /// How things are: all that a tab needs to begin with.
    var scene: JSON {
        [
            "bot": bot.json,
            "commands": commandsJSON["commands"],
            "commands_in": commandsJSON["commands_in"],
            "people": .array(accounts.values.sorted { $0.id < $1.id }.map(\.json)),
            "chats": .array(chats.values.sorted { $0.order < $1.order }.map(entry)),
            "calls": .array(page?.calls.entries ?? []),
            "faults": faultsJSON,
            "panel": panelJSON,
        ]
    }

    /// A chat with all that is in it now.
    func entry(_ chat: Chat) -> JSON {
        let (messages, more) = chat.newestMessages(Self.newestMessages, before: nil)
        let drafts = chat.drafts.keys.sorted().compactMap { key in
            draft(in: chat, threadID: key).map { json(of: $0, in: chat, key: key) }
        }
        let actions = chat.actions.keys.sorted().compactMap { key in
            action(in: chat.value.id, threadID: key).map { json(ofAction: $0, in: chat, key: key) }
        }
        let topics = chat.topics.sorted { $0.key < $1.key }.map { id, name in
            ["message_thread_id": .integer(id), "name": .string(name)] as JSON
        }
        return json(of: chat).adding([
            "members": .array(chat.members.sorted().map(JSON.integer)),
            "is_blocked": accounts[chat.value.id].map { .bool($0.isBlockingBot) },
            "topics": .array(topics),
            "messages": .array(messages.map { json(of: $0, in: chat) }),
            "more": .bool(more),
            "drafts": .array(drafts),
            "actions": .array(actions),
        ])
    }

    /// - Parameter key: the topic, 0 where there is none.
    func json(of draft: Chat.Draft, in chat: Chat, key: Int) -> JSON {
        var text = ""
        var entities: [JSON] = []
        var rich: JSON?
        switch draft.content {
        case .text(let formatted): (text, entities) = (formatted.text, formatted.entities.map(\.json))
        case .rich(let message): (text, rich) = (message.blocks.text, message.json)
        }
        return [
            "chat_id": .integer(chat.value.id),
            "message_thread_id": key == 0 ? nil : .integer(key),
            "draft_id": .integer(draft.id),
            "text": .string(text),
            "entities": .array(entities),
            "rich_message": rich,
            "can_stop": .bool(draft.canStop),
        ]
    }

    func json(ofAction action: String, in chat: Chat, key: Int) -> JSON {
        [
            "chat_id": .integer(chat.value.id),
            "message_thread_id": key == 0 ? nil : .integer(key),
            "action": .string(action),
        ]
    }

    /// The commands that the bot shows everybody, and those for languages that have others.
    var commandsJSON: JSON {
        let everywhere = "default/"
        let languages = commands.filter { $0.key.hasPrefix(everywhere) && $0.key != everywhere }
        return [
            "commands": .array(commands[everywhere] ?? []),
            "commands_in": .object(
                languages.sorted { $0.key < $1.key }.map { key, commands in
                    JSON.Member(name: String(key.dropFirst(everywhere.count)), value: .array(commands))
                }
            ),
        ]
    }
}
