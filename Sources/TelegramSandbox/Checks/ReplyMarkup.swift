/// What a bot asks a chat to show for answering: here only inline keyboards are kept, the others are checked and forgotten.
enum ReplyMarkup {
    /// The most buttons under a message.
    static let mostButtons = 100

    private static let actions = [
        "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
    ]

    /// The inline keyboard in a `reply_markup`; nil where there is none.
    ///
    /// - Parameter inlineOnly: an edit: other kinds are refused.
    static func read(_ json: JSON?, inlineOnly: Bool = false) throws(Refusal) -> InlineKeyboard? {
        guard let json else { return nil }
        guard json.members != nil else { throw .badRequest("object expected as reply markup") }
        if let rows = json["inline_keyboard"] { return try keyboard(rows) }
        guard !inlineOnly else { throw .badRequest("inline keyboard expected") }
        if let rows = json["keyboard"] {
            guard let rows = rows.array, rows.allSatisfy({ $0.array != nil }) else {
                throw .badRequest("field \"keyboard\" of the ReplyKeyboardMarkup must be an Array of Arrays")
            }
        } else if json["remove_keyboard"] != .bool(true), json["force_reply"] != .bool(true), json.members != [] {
            throw .badRequest("can't parse reply markup: no known kind of it")
        }
        return nil
    }

    private static func keyboard(_ json: JSON) throws(Refusal) -> InlineKeyboard {
        guard let rows = json.array else {
            throw .badRequest("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array")
        }
        var keyboard = InlineKeyboard(rows: [])
        for row in rows {
            guard let row = row.array else {
                throw .badRequest("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays")
            }
            var buttons: [InlineKeyboard.Button] = []
            for json in row { buttons.append(try button(json)) }
            if !buttons.isEmpty { keyboard.rows.append(buttons) }
        }
        guard keyboard.rows.map(\.count).reduce(0, +) <= mostButtons else {
            throw .badRequest("REPLY_MARKUP_TOO_LONG")
        }
        return keyboard
    }

    private static func button(_ json: JSON) throws(Refusal) -> InlineKeyboard.Button {
        guard let text = json["text"]?.string else {
            throw .badRequest("can't parse inline keyboard button: field \"text\" must be of type String")
        }
        guard !text.isEmpty else { throw .badRequest("can't parse inline keyboard button: BUTTON_TEXT_INVALID") }
        let given = actions.filter { json[$0] != nil && json[$0] != .null }
        guard given.count == 1 else {
            throw .badRequest(
                given.isEmpty
                    ? "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
                    : "can't parse inline keyboard button: exactly one of \(given.joined(separator: ", ")) must be used"
            )
        }
        if let style = json["style"], style != .null {
            guard ["danger", "success", "primary"].contains(style.string) else {
                throw .badRequest("can't parse inline keyboard button: unknown style")
            }
        }
        var data: String?
        switch given[0] {
        case "callback_data":
            data = json["callback_data"]?.string
            guard let count = data?.utf8.count, 1...64 ~= count else { throw .badRequest("BUTTON_DATA_INVALID") }
        case "url":
            guard let url = json["url"]?.string,
                ["http://", "https://", "tg://"].contains(where: {
                    url.lowercased().hasPrefix($0) && url.count > $0.count
                })
            else { throw .badRequest("BUTTON_URL_INVALID") }
        case "copy_text":
            guard let count = json["copy_text"]?["text"]?.string?.count, 1...256 ~= count else {
                throw .badRequest("BUTTON_COPY_TEXT_INVALID")
            }
        default: break
        }
        return InlineKeyboard.Button(text: text, callbackData: data, json: json)
    }
}
