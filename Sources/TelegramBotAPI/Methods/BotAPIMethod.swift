/// A method of the Bot API with its parameters: encoded strictly, under the Bot API's own names.
///
/// A method that is missing is one more type:
///
///     public struct PinChatMessage: BotAPIMethod {
///         public typealias Result = Bool
///         public static let name = "pinChatMessage"
///         public var chatID: Int64
///         public var messageID: Int
///
///         enum CodingKeys: String, CodingKey {
///             case chatID = "chat_id"
///             case messageID = "message_id"
///         }
///     }
///
/// One that goes to a chat conforms to ``ChatMethod`` too.
public protocol BotAPIMethod: Encodable, Sendable {
    /// What the method returns.
    associatedtype Result: Decodable & Sendable

    /// The method's name in the Bot API, such as `sendMessage`.
    static var name: String { get }

    /// How long the server may take to answer, beside the ordinary time-out.
    var expectedDuration: Duration { get }

    /// What is uploaded with the parameters; with any, the request is a `multipart/form-data` instead of JSON.
    var files: [InputFile] { get }
}

extension BotAPIMethod {
    public var expectedDuration: Duration { .zero }
    public var files: [InputFile] { [] }
}
