extension TelegramSandbox {
    private static let chatActions: Set<String> = [
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
        "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    ]

    func sendChatAction(_ parameters: Parameters) throws(Refusal) -> JSON {
        guard let action = try parameters.string("action"), Self.chatActions.contains(action) else {
            throw .badRequest("wrong parameter action in request")
        }
        let chat = try writableChat(parameters)
        let threadID = try threadID(parameters, in: chat)
        chat.actions[threadID ?? 0] = Chat.Action(name: action, since: elapsed())
        emit(.chatAction(chatID: chat.value.id, messageThreadID: threadID, action: action), in: chat)
        announce(
            "action",
            replacing: .action(chatID: chat.value.id, threadID: threadID ?? 0),
            json(ofAction: action, in: chat, key: threadID ?? 0)
        )
        return true
    }

    func answerCallbackQuery(_ parameters: Parameters) throws(Refusal) -> JSON {
        let text = try parameters.string("text")
        let showAlert = try parameters.bool("show_alert") ?? false
        _ = try parameters.int("cache_time")
        guard (text ?? "").unicodeScalars.count <= 200 else { throw .badRequest("MESSAGE_TOO_LONG") }
        guard let id = try parameters.string("callback_query_id"), let person = callbackQueries.removeValue(forKey: id)
        else {
            throw .badRequest("query is too old and response timeout expired or query ID is invalid")
        }
        emit(.callbackAnswered(callbackQueryID: id, text: text, showAlert: showAlert), to: person)
        announce(
            "answer",
            [
                "callback_query_id": .string(id),
                "from": .integer(person),
                "text": text.map(JSON.string),
                "show_alert": .bool(showAlert),
            ]
        )
        return true
    }

    func setMyCommands(_ parameters: Parameters) throws(Refusal) -> JSON {
        guard let commands = try parameters.structure("commands")?.array else {
            throw .badRequest("can't parse commands JSON object")
        }
        guard commands.count <= 100 else { throw .badRequest("BOT_COMMANDS_TOO_MUCH") }
        for command in commands {
            guard let name = command["command"]?.string, 1...32 ~= name.utf8.count,
                name.unicodeScalars.allSatisfy({ "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "_" })
            else { throw .badRequest("BOT_COMMAND_INVALID") }
            guard let description = command["description"]?.string, 1...256 ~= description.unicodeScalars.count else {
                throw .badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
            }
        }
        let key = try commandKey(parameters)
        self.commands[key] = commands.isEmpty ? nil : commands
        announce("commands", replacing: .commands, commandsJSON)
        return true
    }

    func getMyCommands(_ parameters: Parameters) throws(Refusal) -> JSON {
        .array(commands[try commandKey(parameters)] ?? [])
    }

    func getChat(_ parameters: Parameters) throws(Refusal) -> JSON {
        let chat = try chat(parameters)
        let more: JSON = [
            "accent_color_id": .integer(Int(chat.value.id.magnitude % 7)),
            "max_reaction_count": 11,
            "accepted_gift_types": [
                "unlimited_gifts": true, "limited_gifts": true, "unique_gifts": true, "premium_subscription": true,
                "gifts_from_channels": true,
            ],
        ]
        return json(of: chat).adding(more)
    }

    private func commandKey(_ parameters: Parameters) throws(Refusal) -> String {
        let language = try parameters.string("language_code") ?? ""
        guard language.isEmpty || (language.utf8.count == 2 && language.allSatisfy(\.isLowercase)) else {
            throw .badRequest("invalid language code specified")
        }
        guard let scope = try parameters.structure("scope") else { return "default/" + language }
        guard let type = scope["type"]?.string else { throw .badRequest("can't parse BotCommandScope") }
        let detail = ["chat_id", "user_id"].map { scope[$0]?.text ?? "" }.joined(separator: ",")
        return type + (detail == "," ? "" : detail) + "/" + language
    }
}
