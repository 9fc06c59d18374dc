import Foundation

/// Measures the whole bot against a model of a known speed: how long a word takes from the model to the screen, and with how
/// many calls.
enum StreamingBenchmark {
    /// Scenes of one chat don't disturb each other, and are measured side by side.
    private static var alone: [StreamingScene] {
        [PacedModel.Pace(tokensPerSecond: 30, tokens: 300), .init(tokensPerSecond: 2, tokens: 20)].flatMap { pace in
            StreamingScene.Display.allCases.map { StreamingScene(display: $0, pace: pace, answers: 3) }
        }
    }

    /// Many chats at once, where the limit over all chats counts; one scene after the other.
    private static var crowds: [StreamingScene] {
        [.draft, .edit, .off].map {
            StreamingScene(display: $0, pace: .init(tokensPerSecond: 30, tokens: 300), chats: 10, answers: 1)
        }
    }

    /// Takes about 80 seconds.
    static func measure() async throws -> [StreamingFigures] {
        let model = PacedModel()
        return try await model.serve { url in
            var figures = try await withThrowingTaskGroup(of: (Int, StreamingFigures).self) { group in
                for (index, scene) in alone.enumerated() {
                    group.addTask { (index, try await scene.measure(with: model, at: url)) }
                }
                return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
            }
            for scene in crowds { figures.append(try await scene.measure(with: model, at: url)) }
            return figures
        }
    }
}

extension [StreamingFigures] {
    /// The figures as measurements: the time that half the words take at most, compared with no streaming at all.
    var measurements: [Measurement] {
        map { figures in
            let off = first { other in
                other.display == StreamingScene.Display.off.rawValue && other.chats == figures.chats
                    && other.tokensPerSecond == figures.tokensPerSecond
            }
            return Measurement(
                name: figures.name,
                baseline: StreamingScene.Display.off.rawValue,
                ratio: figures.medianMilliseconds / (off?.medianMilliseconds ?? .nan),
                milliseconds: figures.medianMilliseconds,
                streaming: figures
            )
        }
    }

    /// The figures for people.
    var table: String {
        let columns = "first     median      worst      final      worst  drafts  edits  sends  typing   429   earlier"
        let header = "from token to screen, ms; calls for each answer".padding(toLength: Self.nameWidth)
        return ([header + columns] + measurements.map(\.line)).joined(separator: "\n")
    }

    fileprivate static var nameWidth: Int { 50 }
}

extension StreamingFigures {
    fileprivate var name: String {
        let crowd = chats > 1 ? ", \(chats) at once" : ""
        return "\(tokensPerSecond) tokens/s, \(display)\(crowd)"
    }
}

extension Measurement {
    fileprivate var line: String {
        guard let streaming else { return name }
        let times = [
            streaming.firstMilliseconds, streaming.medianMilliseconds, streaming.worstMilliseconds,
            streaming.finalMilliseconds, streaming.worstFinalMilliseconds,
        ]
        let calls = [streaming.drafts, streaming.edits, streaming.sends, streaming.actions]
        return name.padding(toLength: [StreamingFigures].nameWidth - 6)
            + times.map { String(format: "%11.1f", $0) }.joined()
            + calls.map { String(format: "%7.1f", $0) }.joined()
            + String(format: "%6d %8.1f ×", streaming.tooManyRequests, 1 / ratio)
    }
}
