public import AsyncHTTPClient
public import Logging

/// A running LLaMA server: what it is, how it is, and its answers.
///
/// At most as many requests run at once as the server can take (``ServerDescription/slots``); the others wait here in order.
/// A server that does one thing at a time is never sent a second request of any kind while it answers.
public actor LlamaServer {
    public init(
        configuration: LlamaServerConfiguration,
        httpClient: HTTPClient,
        clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger = Logger(label: "llama")
    ) throws(LlamaServerError) {
        fatalError()
    }

    /// An HTTP client with the settings that a LLaMA server needs. The caller shuts it down.
    public static func makeHTTPClient() -> HTTPClient { fatalError() }

    /// Whether the server can answer now. While an answer streams from a server that does one thing at a time, it is `ready` without being asked.
    public func health() async -> Health { fatalError() }

    /// What the server is; asked once and remembered until the server was away.
    public func description() async throws(LlamaServerError) -> ServerDescription { fatalError() }

    /// A streamed answer. Ending the iteration, or cancelling its task, closes the connection, which makes the server stop.
    ///
    /// The sequence ends after ``AnswerEvent/done(_:)``; anything else is a thrown ``LlamaServerError`` (or `CancellationError`).
    public nonisolated func answer(to request: AnswerRequest) -> AsyncThrowingStream<AnswerEvent, any Error> { fatalError() }
}

/// Where a LLaMA server is and how it is spoken to.
public struct LlamaServerConfiguration: Sendable {
    public enum API: String, Sendable, CaseIterable { case auto, chat, completion }

    public var url: String
    public var apiKey: String?
    public var modelName: String?
    public var api: API
    /// The longest silence before the server counts as failed.
    public var requestTimeout: Duration

    public init(
        url: String = "http://127.0.0.1:8080",
        apiKey: String? = nil,
        modelName: String? = nil,
        api: API = .auto,
        requestTimeout: Duration = .seconds(300)
    ) {
        fatalError()
    }
}

public enum Health: Sendable, Hashable {
    case ready
    case loading
    case unavailable(LlamaServerError)
}

public struct ServerDescription: Sendable, Hashable {
    public enum Kind: Sendable, Hashable { case llamaCpp, llamaCppPython, ollama, lmStudio, vLLM, openAICompatible }
    public var kind: Kind
    public var version: String?
    /// The model that will answer.
    public var model: String?
    /// All models that the server names.
    public var models: [String]
    /// Tokens.
    public var contextSize: Int?
    /// How many answers at once; `nil` where the server doesn't say.
    public var slots: Int?
    /// `nil` where the server doesn't say.
    public var hasChatTemplate: Bool?
    /// The route that answers come through.
    public var api: LlamaServerConfiguration.API
}
