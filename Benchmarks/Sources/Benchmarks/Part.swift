/// What can be measured by itself.
enum Part: String, CaseIterable {
    case work, durability, streaming, prompt, latency, footprint, fairness

    /// - Returns: The figures for people, and for the file.
    func measure() async throws -> (table: String, measurements: [Measurement]) {
        switch self {
        case .work:
            let work = Benchmark.all.map { $0.measure(rounds: 50) }
            return (work.table, work)
        case .durability:
            let durability = try await DurabilityBenchmark.measure()
            return (durability.table, durability.measurements)
        case .streaming:
            let streaming = try await StreamingBenchmark.measure()
            return (streaming.table, streaming.measurements)
        case .prompt:
            let prompt = try await PromptBenchmark.measure()
            return (prompt.table, prompt.measurements)
        case .latency:
            let latency = try await LatencyBenchmark.measure()
            return (latency.table, latency.measurements)
        case .footprint:
            let footprint = try await FootprintBenchmark.measure()
            return (footprint.table, footprint.measurements)
        case .fairness:
            let fairness = try await FairnessBenchmark.measure()
            return (fairness.table, fairness.measurements)
        }
    }
}
