/// What an answer took. `nil` where the server doesn't tell.
struct Figures: Sendable, Hashable {
    /// Prompt tokens that the model read.
    var promptTokens: Int?
    /// Prompt tokens that it needed not to read again.
    var cachedTokens: Int?
    /// Tokens that it wrote.
    var predictedTokens: Int?
    var predictedPerSecond: Double?
    /// How fast it read.
    var promptPerSecond: Double?
    /// How long the question waited for others.
    var queueTime: Duration?
    /// From the request to the first token.
    var timeToFirstToken: Duration?

    /// A count as far as it makes sense: sums of a great many of them are still numbers.
    static func bounded(_ count: Int) -> Int { min(max(0, count), 1 << 32) }
}
