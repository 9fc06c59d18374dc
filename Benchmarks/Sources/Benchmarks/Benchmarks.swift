import Foundation

/// Prints how long some of the bot's work takes, compared with well-known work, what it costs that nothing is lost, and how
/// an answer reaches the screen, and writes all of it to a JSON file.
///
///     Benchmarks [file.json [work] [durability] [streaming]]
@main
enum Benchmarks {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let chosen = arguments.dropFirst()
        var measurements: [Measurement] = []
        if chosen.isEmpty || chosen.contains("work") {
            let work = Benchmark.all.map { $0.measure(rounds: 50) }
            print("\(work.table)\n")
            measurements += work
        }
        if chosen.isEmpty || chosen.contains("durability") {
            let durability = try await DurabilityBenchmark.measure()
            print("\(durability.table)\n")
            measurements += durability.measurements
        }
        if chosen.isEmpty || chosen.contains("streaming") {
            let streaming = try await StreamingBenchmark.measure()
            print("\(streaming.table)\n")
            measurements += streaming.measurements
        }
        if let path = arguments.first { try measurements.write(to: path) }
    }
}
