extension Duration {
    var milliseconds: Double { self / .milliseconds(1) }
}

extension [Duration] {
    /// What a part of sorted durations is below of.
    func part(_ part: Double) -> Duration {
        isEmpty ? .zero : self[Swift.min(count - 1, Int(Double(count) * part))]
    }

    /// The middle of sorted durations.
    var median: Duration { part(0.5) }
}
