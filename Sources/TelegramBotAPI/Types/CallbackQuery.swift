/// A person has pressed a button of an inline keyboard. Each is answered once with ``AnswerCallbackQuery``, or the
/// button goes on spinning.
public struct CallbackQuery: Codable, Sendable, Hashable {
    public var id: String
    public var from: User
    /// The message with the button; also an inaccessible one has its chat and id.
    public var message: CallbackMessage?
    /// What the button was given, 1–64 bytes. It comes from the person's client: don't trust it.
    public var data: String?

    public init(id: String, from: User, message: CallbackMessage? = nil, data: String? = nil) {
        self.id = id
        self.from = from
        self.message = message
        self.data = data
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(String.self, forKey: .id)
        from = try fields.decode(User.self, forKey: .from)
        message = fields.lenient(.message)
        data = fields.lenient(.data)
    }
}
