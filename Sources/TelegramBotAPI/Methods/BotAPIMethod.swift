/// A method of the Bot API with its parameters: encoded strictly, under the Bot API's own names.
public protocol BotAPIMethod: Encodable, Sendable {
    /// What the method returns.
    associatedtype Result: Decodable & Sendable

    /// The method's name in the Bot API, such as `sendMessage`.
    static var name: String { get }

    /// How long the server may take to answer, in seconds, beside the ordinary time-out.
    var expectedDuration: Duration { get }
}

extension BotAPIMethod {
    public var expectedDuration: Duration { .zero }
}
