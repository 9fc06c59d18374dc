/// Some work, and other work that it is compared with.
///
/// Machines differ and are busy with other things, so a duration says little. How often as long as something well known it
/// takes, measured in turns in one run, says the same everywhere.
struct Benchmark {
    var name: String
    var baselineName: String
    var work: () -> Int
    var baseline: () -> Int

    /// - Parameters:
    ///   - name: What is measured.
    ///   - baselineName: What it is compared with.
    ///   - work: What is measured; what it returns is used, so that it can't be optimized away.
    ///   - baseline: The work that counts as 1.
    init(_ name: String, against baselineName: String, work: @escaping () -> Int, baseline: @escaping () -> Int) {
        self.name = name
        self.baselineName = baselineName
        self.work = work
        self.baseline = baseline
    }

    /// Measures both in turns, and takes the best of each: whatever disturbs a run can only make it longer.
    func measure(rounds: Int) -> Measurement {
        let clock = ContinuousClock()
        var best = (work: Duration.seconds(3600), baseline: Duration.seconds(3600))
        var sum = 0
        for _ in 0..<rounds {
            best.baseline = min(best.baseline, clock.measure { sum &+= baseline() })
            best.work = min(best.work, clock.measure { sum &+= work() })
        }
        precondition(sum != 0, "\(name) did nothing")
        return Measurement(
            name: name,
            baseline: baselineName,
            ratio: best.work / best.baseline,
            milliseconds: best.work / .milliseconds(1)
        )
    }
}
