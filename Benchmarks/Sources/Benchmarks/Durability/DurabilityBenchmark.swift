import Foundation

/// Measures what it costs that no message is lost: whole turns of the program that keeps nothing, of one that keeps all
/// in a new file, and of one whose file holds a million messages.
///
/// The three run side by side and are asked in turns, so that whatever else the machine does slows all of them.
enum DurabilityBenchmark {
    /// Until every chat has as many messages as the model is shown.
    private static let roundsBefore = 10
    private static let rounds = 24

    /// Takes about a minute.
    static func measure() async throws -> [DurabilityFigures] {
        let model = PacedModel()
        return try await model.serve { url in
            try await DurabilityScene.withScenes(model: model, at: url) { scenes in
                for number in 0..<roundsBefore { _ = try await round(number, of: scenes) }
                let before = scenes.map { ProcessTime.used(by: $0.processID) }
                var measured = scenes.map { _ in [DurabilityScene.Round]() }
                for number in roundsBefore..<roundsBefore + rounds {
                    for (index, round) in try await round(number, of: scenes).enumerated() {
                        measured[index].append(round)
                    }
                }
                return zip(scenes, zip(before, measured)).map { scene, figures in
                    let after = ProcessTime.used(by: scene.processID)
                    let cpuTime = figures.0.flatMap { before in after.map { $0 - before } }
                    return DurabilityFigures(of: scene, figures.1, cpuTime: cpuTime)
                }
            }
        }
    }

    private static func round(_ number: Int, of scenes: [DurabilityScene]) async throws -> [DurabilityScene.Round] {
        let end = ContinuousClock.now.advanced(by: DurabilityScene.distance)
        var rounds: [DurabilityScene.Round] = []
        for scene in scenes { rounds.append(try await scene.round(number)) }
        try await Task.sleep(until: max(end, .now.advanced(by: DurabilityScene.distance / 2)))
        return rounds
    }
}

extension [DurabilityFigures] {
    /// The figures as measurements: the time of a turn alone, compared with the kind of storage before.
    var measurements: [Measurement] {
        enumerated().map { index, figures in
            let baseline = self[Swift.max(0, index - 1)]
            return Measurement(
                name: "a turn, \(figures.storage)",
                baseline: baseline.storage,
                ratio: figures.aloneMilliseconds / baseline.aloneMilliseconds,
                milliseconds: figures.aloneMilliseconds,
                durability: figures
            )
        }
    }

    /// The figures for people.
    var table: String {
        let header = "a turn, ms: alone; \(DurabilityScene.crowd) at once".padding(toLength: Self.nameWidth)
        let columns = "median       p95    median       p95   turns/s  CPU ms   of the line above: alone   CPU"
        let lines = zip(self, [first].compactMap(\.self) + self).map { $0.line(after: $1) }
        let sizes = compactMap { figures in
            figures.bytesPerMessage.map { String(format: "\(figures.storage): %.0f bytes for each message", $0) }
        }
        return ([header + columns] + lines + sizes).joined(separator: "\n")
    }

    fileprivate static var nameWidth: Int { 35 }
}

extension DurabilityFigures {
    fileprivate func line(after other: DurabilityFigures) -> String {
        let times = [
            aloneMilliseconds, alone95thPercentileMilliseconds, togetherMilliseconds,
            together95thPercentileMilliseconds,
        ]
        let cpu = cpuMilliseconds ?? .nan
        return storage.padding(toLength: [DurabilityFigures].nameWidth - 4)
            + times.map { String(format: "%10.2f", $0) }.joined()
            + String(format: "%10.0f%8.2f", turnsPerSecond, cpu)
            + String(
                format: "%24.2f × %+.2f ms %5.2f ×",
                aloneMilliseconds / other.aloneMilliseconds,
                aloneMilliseconds - other.aloneMilliseconds,
                cpu / (other.cpuMilliseconds ?? .nan)
            )
    }
}
