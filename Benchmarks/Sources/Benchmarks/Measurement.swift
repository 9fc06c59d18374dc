import Foundation

/// The result of a benchmark, as it stands in the JSON file.
struct Measurement: Encodable {
    var name: String
    var baseline: String
    /// How often as long as the baseline; the figure to compare between commits.
    var ratio: Double
    /// The best round on this machine; `nil` where no time was measured.
    var milliseconds: Double?
    /// All that was measured of streaming; the ratio and the time above are those of the median word.
    var streaming: StreamingFigures?
    /// All that was measured of durability; the ratio and the time above are those of a turn alone.
    var durability: DurabilityFigures?
    /// All that was measured of prompts; the ratio above is that of all tokens that were read.
    var prompt: PromptFigures?
    /// All that was measured of delays; the ratio and the time above are those of the way to the model.
    var latency: LatencyFigures?
    /// All that was measured of what the program takes of the machine, with one of these measurements.
    var footprint: FootprintFigures?
    /// All that was measured of a queue; the ratio above is that of turns that somebody waited for.
    var fairness: FairnessFigures?
}

extension [Measurement] {
    /// The measurements for people.
    var table: String {
        let width = map(\.name.count).max() ?? 0
        return map { measurement in
            let name = measurement.name.padding(toLength: width)
            let ratio = String(format: "%8.2f", measurement.ratio)
            let milliseconds = String(format: "%9.3f ms", measurement.milliseconds ?? .nan)
            return "\(name)  \(ratio) × \(measurement.baseline)  (\(milliseconds))"
        }.joined(separator: "\n")
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(self).write(to: URL(filePath: path))
    }
}

extension String {
    /// The string as a column of a table.
    func padding(toLength length: Int) -> String {
        padding(toLength: length, withPad: " ", startingAt: 0)
    }

    /// The string at the right of a column.
    func leftPadding(toLength length: Int) -> String {
        String(repeating: " ", count: Swift.max(0, length - count)) + self
    }
}
