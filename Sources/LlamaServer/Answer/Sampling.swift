/// How the model chooses its words. What is `nil` or empty is not sent, and the server's own setting counts.
public struct Sampling: Sendable, Hashable {
    /// The longest answer, in tokens. It goes out as `max_tokens`, and as `n_predict` to `/completion`.
    public var nPredict: Int?
    /// 0 gives the likeliest words; most models are made for 0.6 to 1.
    public var temperature: Double?
    /// Only the likeliest words that together have this probability, 0 to 1.
    public var topP: Double?
    /// The answer ends before any of these.
    public var stop: [String]

    public init(nPredict: Int? = nil, temperature: Double? = nil, topP: Double? = nil, stop: [String] = []) {
        self.nPredict = nPredict
        self.temperature = temperature
        self.topP = topP
        self.stop = stop
    }
}
