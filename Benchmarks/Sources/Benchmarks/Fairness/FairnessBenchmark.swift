import Foundation

/// Counts the turns that somebody waits for while somebody else floods the bot, against first come, first served.
enum FairnessBenchmark {
    /// Takes about a minute.
    static func measure() async throws -> [FairnessFigures] {
        var figures: [FairnessFigures] = []
        for slots in [1, 4] {
            for place in FairnessScene.Place.allCases {
                let scene = FairnessScene(place: place, slots: slots)
                for order in FairnessScene.Order.allCases {
                    // A server's queue knows nothing of places.
                    if order == .arrival, place != .privateChats { continue }
                    Benchmarks.progress("fairness: \(slots) slots, \(place.rawValue), \(order.rawValue)")
                    figures.append(FairnessFigures(of: scene, order, try await scene.measure(order)))
                }
            }
        }
        return figures
    }
}

extension [FairnessFigures] {
    /// The figures as measurements: turns waited for, compared with first come, first served.
    var measurements: [Measurement] {
        map { figures in
            Measurement(
                name: "turns waited for, \(figures.name)",
                baseline: FairnessScene.Order.arrival.rawValue,
                ratio: Double(figures.turns) / Double(arrival(figures)?.turns ?? 0),
                milliseconds: figures.milliseconds,
                fairness: figures
            )
        }
    }

    /// The figures for people.
    var table: String {
        let header = "worst wait while another one writes 50 messages".padding(toLength: FairnessFigures.nameWidth)
        let columns = "turns  for each slot  wait, ms  answer, ms   of first come, first served"
        let lines = map { figures in
            figures.name.padding(toLength: FairnessFigures.nameWidth)
                + String(
                    format: "%5d%15.2f%10.0f%12.0f%28.3f ×",
                    figures.turns,
                    figures.turnsForEachSlot,
                    figures.milliseconds,
                    figures.answerMilliseconds ?? .nan,
                    Double(figures.turns) / Double(arrival(figures)?.turns ?? 0)
                )
        }
        let targets = filter { $0.order == .bot }.map {
            Target("turns for each slot, \($0.name)", $0.turnsForEachSlot, atMost: 1).line
        }
        return ([header + columns] + lines + targets).joined(separator: "\n")
    }

    private func arrival(_ figures: FairnessFigures) -> FairnessFigures? {
        first { $0.order == .arrival && $0.slots == figures.slots }
    }
}

extension FairnessFigures {
    fileprivate static var nameWidth: Int { 58 }

    fileprivate var name: String {
        let place = order == .arrival ? "" : ", \(place.rawValue)"
        return "\(slots == 1 ? "1 slot" : "\(slots) slots"), \(order.rawValue)\(place)"
    }
}
