/// How long to wait before something is tried again: doubling from one attempt to the next, with jitter, so that many
/// waiting things do not come back in the same moment.
struct BackOff: Sendable {
    var first: Duration = .seconds(1)
    var longest: Duration = .seconds(60)
    /// Any number in a range.
    var random: @Sendable (ClosedRange<Double>) -> Double

    /// - Parameter attempt: The failed attempts before the last one.
    /// - Returns: Between half of the full delay and all of it.
    func delay(afterAttempt attempt: Int) -> Duration {
        let full = min(longest, first * (1 << min(attempt, 20)))
        return full * random(0.5...1)
    }
}
