/// What a LLaMA server is and can do, as it says itself.
public struct ServerDescription: Sendable, Hashable {
    public enum Kind: Sendable, Hashable { case llamaCpp, llamaCppPython, ollama, lmStudio, vLLM, openAICompatible }

    public var kind: Kind
    public var version: String?
    /// The model that will answer.
    public var model: String?
    /// All models that the server names, at most 200.
    public var models: [String]
    /// Tokens for one answer with its prompt; `nil` where the server doesn't say.
    public var contextSize: Int?
    /// How many answers at once; `nil` where the server doesn't say.
    public var slots: Int?
    /// Tokens that all slots have together, where they share one context; `nil` where each has ``contextSize`` for itself, or there is
    /// no more than one, or the server doesn't say.
    ///
    /// llama.cpp's `llama-server` with several slots doesn't tell whether they share one, as they do by default. It is taken for
    /// granted until the slots are seen to hold more at once than one context has; see ``LlamaServer/sharedContextSize``.
    public var sharedContextSize: Int?
    /// Whether the model brings its own; `nil` where the server doesn't say.
    public var hasChatTemplate: Bool?
    /// The route that answers come through: `chat` or `completion`.
    public var api: LlamaServerConfiguration.API
    /// llama-server without a model of its own (`/props` says `"role":"router"`): each request has to name one.
    var isRouter = false

    public init(
        kind: Kind,
        version: String? = nil,
        model: String? = nil,
        models: [String] = [],
        contextSize: Int? = nil,
        slots: Int? = nil,
        sharedContextSize: Int? = nil,
        hasChatTemplate: Bool? = nil,
        api: LlamaServerConfiguration.API = .chat
    ) {
        self.kind = kind
        self.version = version
        self.model = model
        self.models = models
        self.contextSize = contextSize
        self.slots = slots
        self.sharedContextSize = sharedContextSize
        self.hasChatTemplate = hasChatTemplate
        self.api = api
    }
}

extension ServerDescription {
    /// How many answers are asked for at once. Where the server doesn't say: one from Ollama, whose default
    /// (`OLLAMA_NUM_PARALLEL`) it is, and four from the others, which all batch requests or queue them.
    var answersAtOnce: Int {
        switch kind {
        case .llamaCppPython: 1
        case .ollama: max(1, slots ?? 1)
        case .llamaCpp, .lmStudio, .vLLM, .openAICompatible: max(1, slots ?? 4)
        }
    }

    /// Whether a request has to name the model. The others have one, and may take a name amiss.
    var needsModelName: Bool {
        switch kind {
        case .llamaCpp: isRouter
        case .llamaCppPython: false
        case .ollama, .lmStudio, .vLLM, .openAICompatible: true
        }
    }

    /// Whether reading in advance (``LlamaServer/warmUp(_:conversation:)``) is of use and can disturb nobody.
    public var canWarmUp: Bool { kind == .llamaCpp }

    /// Whether any further request would cut off an answer that streams (`interrupt_requests` of llama-cpp-python).
    var isInterruptedByRequests: Bool { kind == .llamaCppPython }
}

extension ServerDescription.Kind: CustomStringConvertible {
    public var description: String {
        switch self {
        case .llamaCpp: "llama.cpp"
        case .llamaCppPython: "llama-cpp-python"
        case .ollama: "Ollama"
        case .lmStudio: "LM Studio"
        case .vLLM: "vLLM"
        case .openAICompatible: "OpenAI-compatible"
        }
    }
}
