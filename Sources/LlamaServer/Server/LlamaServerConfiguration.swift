/// Where a LLaMA server is and how it is spoken to.
public struct LlamaServerConfiguration: Sendable {
    /// The route that answers come through.
    public enum API: String, Sendable, CaseIterable {
        /// `chat`, and `completion` where llama.cpp's `llama-server` has a model without a chat template of its own.
        case auto
        /// `/v1/chat/completions`: the server turns the messages into a prompt.
        case chat
        /// llama.cpp's `/completion`, with a prompt of our own; `/v1/completions` on other servers.
        case completion
    }

    /// The address, `http://HOST:PORT`, with a path where a proxy puts one before the server's. A `/v1` at its end is understood.
    public var url: String
    /// Sent as a Bearer key.
    public var apiKey: String?
    /// For servers that hold several models; `nil` is the server's first that can chat.
    public var modelName: String?
    public var api: API
    /// The longest silence before the server counts as failed. It is no limit on the whole answer, nor on waiting for a turn.
    public var requestTimeout: Duration

    public init(
        url: String = "http://127.0.0.1:8080",
        apiKey: String? = nil,
        modelName: String? = nil,
        api: API = .auto,
        requestTimeout: Duration = .seconds(300)
    ) {
        self.url = url
        self.apiKey = apiKey
        self.modelName = modelName
        self.api = api
        self.requestTimeout = requestTimeout
    }
}

/// Without the key, and without the address, which may hold a password until it was checked.
extension LlamaServerConfiguration: CustomStringConvertible, CustomReflectable {
    public var description: String {
        "LlamaServerConfiguration(model: \(modelName ?? "the first"), api: \(api), requestTimeout: \(requestTimeout))"
    }

    public var customMirror: Mirror {
        Mirror(self, children: ["modelName": modelName as Any, "api": api, "requestTimeout": requestTimeout])
    }
}
