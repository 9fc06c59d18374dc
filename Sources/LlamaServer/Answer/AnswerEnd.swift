/// Why an answer ended, and what it took.
public struct AnswerEnd: Sendable, Hashable {
    public enum FinishReason: Sendable, Hashable {
        /// The model had said everything, or came to a stop string.
        case stop
        /// It was cut at the longest answer, or at the end of the context.
        case length
        case other(String)
    }

    public var finishReason: FinishReason
    /// `nil` where the server gives no figures; llama-cpp-python doesn't.
    public var timings: Timings?

    public init(finishReason: FinishReason, timings: Timings? = nil) {
        self.finishReason = finishReason
        self.timings = timings
    }
}

/// Figures in tokens and seconds; `nil` where the server doesn't tell.
public struct Timings: Sendable, Hashable {
    /// Prompt tokens evaluated (`prompt_n`); the whole prompt where the server doesn't say what it reused.
    public var promptTokens: Int?
    /// Prompt tokens reused (`cache_n`).
    public var cachedTokens: Int?
    /// Tokens written (`predicted_n`).
    public var predictedTokens: Int?
    public var predictedPerSecond: Double?
    /// How fast the prompt was read (`prompt_per_second`).
    public var promptPerSecond: Double?

    public init(
        promptTokens: Int? = nil,
        cachedTokens: Int? = nil,
        predictedTokens: Int? = nil,
        predictedPerSecond: Double? = nil,
        promptPerSecond: Double? = nil
    ) {
        self.promptTokens = promptTokens
        self.cachedTokens = cachedTokens
        self.predictedTokens = predictedTokens
        self.predictedPerSecond = predictedPerSecond
        self.promptPerSecond = promptPerSecond
    }
}
