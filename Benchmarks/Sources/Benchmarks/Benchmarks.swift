import Foundation

/// Prints what the bot takes and gives, each compared with something that was measured in the same run, and writes all of it
/// to a JSON file.
///
///     Benchmarks [file.json [part ...]]
@main
enum Benchmarks {
    static func main() async {
        do {
            try await Interruption.whileRunning { try await measure() }
        } catch {
            FileHandle.standardError.write(Data("\(error is CancellationError ? "ended" : "\(error)")\n".utf8))
            exit(1)
        }
    }

    private static func measure() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let chosen = arguments.dropFirst().map { Part(rawValue: $0) }
        guard !chosen.contains(nil) else {
            throw BenchmarkFailure("the parts are \(Part.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        var measurements: [Measurement] = []
        for part in Part.allCases where chosen.isEmpty || chosen.contains(part) {
            let (table, measured) = try await part.measure()
            print("\(table)\n")
            // Also where it goes to a file: the next part may take minutes.
            fflush(nil)
            measurements += measured
            if let path = arguments.first { try measurements.write(to: path) }
        }
    }

    /// Tells somebody who waits what is measured now.
    static func progress(_ what: String) {
        FileHandle.standardError.write(Data("… \(what)\n".utf8))
    }
}
