/// Prints how long some of the bot's work takes, compared with well-known work, and how an answer reaches the screen, and
/// writes both to a JSON file.
@main
enum Benchmarks {
    static func main() async throws {
        let measurements = Benchmark.all.map { $0.measure(rounds: 50) }
        print(measurements.table)
        let streaming = try await StreamingBenchmark.measure()
        print("\n\(streaming.table)")
        if let path = CommandLine.arguments.dropFirst().first {
            try (measurements + streaming.measurements).write(to: path)
        }
    }
}
