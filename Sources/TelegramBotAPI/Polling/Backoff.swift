/// How long to wait after a failure: a random time up to a bound that doubles with each failure in a row, so that many
/// programs that lost a server at once don't come back at once.
struct Backoff: Sendable, Hashable {
    static let shortest = 1.0
    static let longest = 60.0

    /// Failures since the last success.
    private(set) var failures = 0

    mutating func reset() {
        failures = 0
    }

    /// - Parameter random: A number within a range of seconds.
    mutating func next(random: (ClosedRange<Double>) -> Double) -> Duration {
        failures += 1
        let bound = min(Self.shortest * Double(1 << min(failures, 10)), Self.longest)
        return .seconds(random(Self.shortest...bound))
    }
}
