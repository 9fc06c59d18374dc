/// What a method gives back.
struct MethodResult {
    /// As JSON.
    var text: String
    /// The message that it is, if it is one.
    var messageID: Int?

    init(text: String) {
        self.text = text
    }

    init(_ json: JSON) {
        text = json.text
        messageID = json["message_id"]?.integer.map { Int($0) }
    }
}
