/// How it stands with a ``ChatBot``, for who runs it; nothing in it is of anybody in particular.
public struct BotFigures: Sendable, Hashable {
    /// What an answer took; `nil` where the server doesn't tell.
    public struct Answer: Sendable, Hashable {
        /// Prompt tokens that the model read.
        public var promptTokens: Int?
        /// Prompt tokens that it needed not to read again.
        public var cachedTokens: Int?
        /// Tokens that it wrote.
        public var predictedTokens: Int?
        /// How fast it wrote, in tokens.
        public var predictedPerSecond: Double?
        /// How fast it read, in tokens.
        public var promptPerSecond: Double?
        /// From the request to the first token.
        public var timeToFirstToken: Duration?

        init(_ figures: Figures) {
            promptTokens = figures.promptTokens
            cachedTokens = figures.cachedTokens
            predictedTokens = figures.predictedTokens
            predictedPerSecond = figures.predictedPerSecond
            promptPerSecond = figures.promptPerSecond
            timeToFirstToken = figures.timeToFirstToken
        }
    }

    /// Answers that the model writes now.
    public var writing = 0
    /// Questions that wait for a free slot of the server.
    public var waiting = 0
    /// Answers since the bot was made.
    public var answers = 0
    /// The last of them.
    public var lastAnswer: Answer?

    public init() {}
}
