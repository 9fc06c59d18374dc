import Foundation

/// The result of a benchmark, as it stands in the JSON file.
struct Measurement: Encodable {
    var name: String
    var baseline: String
    /// How often as long as the baseline; the figure to compare between commits.
    var ratio: Double
    /// The best round on this machine.
    var milliseconds: Double
    /// All that was measured of streaming; the ratio and the time above are those of the median word.
    var streaming: StreamingFigures?
    /// All that was measured of durability; the ratio and the time above are those of a turn alone.
    var durability: DurabilityFigures?
}

extension [Measurement] {
    /// The measurements for people.
    var table: String {
        let width = map(\.name.count).max() ?? 0
        return map { measurement in
            let name = measurement.name.padding(toLength: width)
            let ratio = String(format: "%8.2f", measurement.ratio)
            let milliseconds = String(format: "%9.3f ms", measurement.milliseconds)
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
}
