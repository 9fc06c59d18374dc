// CONTRACT: to be split into files, with docs.
public struct ChatMessage: Codable, Sendable, Hashable {
    public enum Role: String, Codable, Sendable { case system, user, assistant }
    public var role: Role
    public var content: String
    public init(role: Role, content: String) {
        self.role = role
        self.content = content
    }
}

public struct Sampling: Sendable, Hashable {
    public var nPredict: Int?
    public var temperature: Double?
    public var topP: Double?
    public var stop: [String]
    public init(nPredict: Int? = nil, temperature: Double? = nil, topP: Double? = nil, stop: [String] = []) {
        self.nPredict = nPredict
        self.temperature = temperature
        self.topP = topP
        self.stop = stop
    }
}

public struct AnswerRequest: Sendable, Hashable {
    public var messages: [ChatMessage]
    public var sampling: Sampling
    public init(messages: [ChatMessage], sampling: Sampling = Sampling()) {
        self.messages = messages
        self.sampling = sampling
    }
}

public enum AnswerEvent: Sendable, Hashable {
    /// The request has left the server's queue; nothing was read yet.
    case started
    case promptProgress(PromptProgress)
    case reasoning(String)
    case text(String)
    case done(AnswerEnd)
}

public struct PromptProgress: Sendable, Hashable {
    public var total: Int
    public var cached: Int
    public var processed: Int
}

public struct AnswerEnd: Sendable, Hashable {
    public enum FinishReason: Sendable, Hashable { case stop, length, other(String) }
    public var finishReason: FinishReason
    public var timings: Timings?
}

/// Figures in tokens and seconds; `nil` where the server doesn't tell.
public struct Timings: Sendable, Hashable {
    /// Prompt tokens evaluated (`prompt_n`).
    public var promptTokens: Int?
    /// Prompt tokens reused (`cache_n`).
    public var cachedTokens: Int?
    /// Tokens written (`predicted_n`).
    public var predictedTokens: Int?
    public var predictedPerSecond: Double?
}
