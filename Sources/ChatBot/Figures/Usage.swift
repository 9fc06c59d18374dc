/// What all answers to somebody took, or those to everybody.
struct Usage: Sendable, Hashable {
    var answers = 0
    /// Prompt tokens that the model read.
    var promptTokens = 0
    /// Prompt tokens that it needed not to read again.
    var cachedTokens = 0
    /// Tokens that it wrote.
    var predictedTokens = 0
    /// Those of them of which it is known how long it took to write them.
    var timedTokens = 0
    /// How long it took to write those.
    var predictedSeconds = 0.0

    /// The part of the prompts that was not read again, 0–1; `nil` where nothing is known of it.
    var cachedShare: Double? {
        cachedTokens > 0 ? Double(cachedTokens) / Double(promptTokens + cachedTokens) : nil
    }

    var predictedPerSecond: Double? {
        timedTokens > 0 && predictedSeconds > 0 ? Double(timedTokens) / predictedSeconds : nil
    }
}
