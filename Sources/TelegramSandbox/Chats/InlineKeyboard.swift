/// The buttons under a message.
struct InlineKeyboard: Hashable {
    struct Button: Hashable {
        var text: String
        /// What the bot gets when it is pressed; nil for a button that does something else.
        var callbackData: String?
        /// As the bot sent it.
        var json: JSON
    }

    var rows: [[Button]]

    var json: JSON {
        ["inline_keyboard": .array(rows.map { .array($0.map(\.json)) })]
    }
}
