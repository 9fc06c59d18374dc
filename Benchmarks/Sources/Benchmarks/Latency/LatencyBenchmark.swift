import Foundation

/// Measures the time that the bot adds on the way from a message to the model, and from the model to Telegram, against a
/// relay that does nothing else on the same way.
///
/// Both run on this machine, and so do the people, Telegram and the model; what that takes is in the relay's time, too.
enum LatencyBenchmark {
    private static let scenes = [
        LatencyScene(chats: 1, questions: 12, spread: .zero, pace: .init(tokensPerSecond: 30, tokens: 15), rounds: 5),
        LatencyScene(chats: 10, questions: 6, spread: .seconds(3), pace: .init(tokensPerSecond: 10, tokens: 30)),
        LatencyScene(chats: 100, questions: 3, spread: .seconds(10), pace: .init(tokensPerSecond: 2, tokens: 20)),
        LatencyScene(chats: 1000, questions: 1, spread: .seconds(40), pace: .init(tokensPerSecond: 1, tokens: 45)),
        LatencyScene(chats: 100, questions: 3, spread: .zero, pace: .init(tokensPerSecond: 2, tokens: 20)),
    ]

    /// Takes about nine minutes.
    static func measure() async throws -> [LatencyFigures] {
        var figures: [LatencyFigures] = []
        for scene in scenes {
            // What the disk takes is seen best where nobody else writes.
            let relays = LatencyScene.Relay.allCases.filter { $0 != .forgetfulBot || scene.chats == 1 }
            var trips: [LatencyScene.Relay: [LatencyScene.Trip]] = [:]
            // By turns: a machine that is slower for a minute is so for all of them.
            for round in 1...scene.rounds {
                for relay in relays {
                    Benchmarks.progress("latency: \(scene.chats) chats, \(relay.rawValue), \(round) of \(scene.rounds)")
                    trips[relay, default: []] += try await scene.measure(relay)
                }
            }
            figures += relays.map { LatencyFigures(of: scene, $0, trips[$0] ?? []) }
        }
        return figures
    }
}

extension [LatencyFigures] {
    /// The figures as measurements: the median time from a message to its request, compared with the plain relay's.
    var measurements: [Measurement] {
        map { figures in
            Measurement(
                name: "from message to request, \(figures.name)",
                baseline: LatencyScene.Relay.plain.rawValue,
                ratio: figures.request.median / (plain(figures)?.request.median ?? .nan),
                milliseconds: figures.request.median,
                latency: figures
            )
        }
    }

    /// The figures for people.
    var table: String {
        let header = "ms from message to request".padding(toLength: LatencyFigures.nameWidth)
        let columns =
            "messages  median     p99  added     p99 | word to draft     p99  added | end to message     p99  added"
        let lines = map { $0.line(plain: plain($0)) }
        return ([header + columns] + lines + targets).joined(separator: "\n")
    }

    private func plain(_ figures: LatencyFigures) -> LatencyFigures? {
        first { $0.relay == .plain && $0.chats == figures.chats && $0.isBurst == figures.isBurst }
    }

    /// What the bot adds: its time without the plain relay's, in which is the way over loopback and this machine's noise.
    private var targets: [String] {
        func added(_ value: KeyPath<LatencyFigures.Spread, Double>, chats: Int) -> Double? {
            let bot = first { $0.relay == .bot && $0.chats == chats && !$0.isBurst }
            guard let bot, let plain = plain(bot) else { return nil }
            return bot.request[keyPath: value] - plain.request[keyPath: value]
        }
        return [
            added(\.median, chats: 1).map {
                Target("added from message to request, 1 chat, median", $0, atMost: 2, unit: "ms").line
            },
            added(\.percentile99, chats: 100).map {
                Target("added from message to request, 100 chats, p99", $0, atMost: 10, unit: "ms").line
            },
        ].compactMap(\.self)
    }
}

extension LatencyFigures {
    fileprivate static var nameWidth: Int { 48 }

    fileprivate var name: String {
        let burst = isBurst ? ", in the same instant" : ""
        return "\(chats == 1 ? "1 chat" : "\(chats) chats")\(burst), \(relay.rawValue)"
    }

    fileprivate func line(plain: LatencyFigures?) -> String {
        func added(_ spread: KeyPath<LatencyFigures, Spread>, _ value: KeyPath<Spread, Double>) -> String {
            guard relay != .plain, let plain else { return "      –" }
            return String(
                format: "%+7.2f",
                self[keyPath: spread][keyPath: value] - plain[keyPath: spread][keyPath: value]
            )
        }
        return name.padding(toLength: Self.nameWidth)
            + String(format: "%8d%8.2f%8.2f", messages, request.median, request.percentile99)
            + added(\.request, \.median) + " " + added(\.request, \.percentile99)
            + String(format: " |%14.2f%8.2f", first.median, first.percentile99) + added(\.first, \.median)
            + String(format: " |%15.2f%8.2f", last.median, last.percentile99) + added(\.last, \.median)
    }
}
