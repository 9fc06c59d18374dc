/// Prints how long some of the bot's work takes, compared with well-known work, and writes it to a JSON file.
@main
enum Benchmarks {
    static func main() throws {
        let measurements = Benchmark.all.map { $0.measure(rounds: 50) }
        print(measurements.table)
        if let path = CommandLine.arguments.dropFirst().first { try measurements.write(to: path) }
    }
}
