/// What a run of the crash test has found.
struct CrashReport: Sendable, CustomStringConvertible {
    struct Kill: Sendable {
        var aim: Aim
        /// Whether the program was killed at the moment that was aimed at, and not because that did not come.
        var isHit: Bool
        /// How many turns it left open, by their state.
        var open: [String: Int]

        /// The state of the turn that was furthest.
        var state: String { TurnTable.states.last { open[$0] != nil } ?? open.keys.min() ?? "done" }
    }

    var scenario: CrashScenario
    var seed: UInt64
    var kills: [Kill] = []
    /// How often something else went wrong: kills of the model's server, jumps of the clock.
    var disturbances = 0
    var messages = 0
    var duration = Duration.zero
    var verdict = Verdict()
    var tally: [String: Int] = [:]
    /// What is still to be answered at the end.
    var open: [String: Int] = [:]
    /// Updates that the bot has not confirmed at the end.
    var pendingUpdates = 0
    /// On how many days the bot has logged something, where the clock jumps.
    var days: Int?
    /// What the bot logged, life by life.
    var logs: [String] = []
    /// What can be read in the chats.
    var chats = ""

    var isClean: Bool { verdict.isClean && open.isEmpty && pendingUpdates == 0 }

    var description: String {
        var lines = ["crash test “\(scenario.name)”, seed \(seed): \(isClean ? "clean" : "NOT CLEAN")"]
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        let disturbed =
            switch scenario.disturbance {
            case .none: ""
            case .telegram: ", \(disturbances) broken calls"
            case .llama: ", \(disturbances) kills of the model's server"
            case .clock: ", \(disturbances) jumps of the clock"
            }
        lines.append("  \(kills.count) kills\(disturbed), \(messages) messages, \(Int(seconds)) s")
        let states = TurnTable.states + ["done"]
        if !kills.isEmpty {
            lines.append("  kills by state: " + table(states) { state in kills.count { $0.state == state } })
            lines.append(
                "  turns hit:      " + table(states) { state in kills.reduce(0) { $0 + ($1.open[state] ?? 0) } }
            )
            let missed = Dictionary(grouping: kills.filter { !$0.isHit }, by: \.aim.rawValue).mapValues(\.count)
            if !missed.isEmpty { lines.append("  not aimed well: " + table(missed.keys.sorted()) { missed[$0] ?? 0 }) }
        }
        lines.append(
            "  answers \(verdict.answers), "
                + table(verdict.problems.map(\.name)) { name in
                    verdict.problems.first { $0.name == name }?.details.count ?? 0
                } + ", notices \(verdict.notices)"
                + (verdict.deadButtons > 0 ? " (\(verdict.deadButtons) with a button that is over)" : "")
        )
        if !tally.isEmpty { lines.append("  in doubt:       " + table(tally.keys.sorted()) { tally[$0] ?? 0 }) }
        if !open.isEmpty { lines.append("  still open:     " + table(open.keys.sorted()) { open[$0] ?? 0 }) }
        if pendingUpdates > 0 { lines.append("  updates not taken in: \(pendingUpdates)") }
        if let days { lines.append("  the bot has seen \(days) days") }
        for (name, details) in verdict.problems { lines += details.map { "  \(name): \($0)" } }
        return lines.joined(separator: "\n")
    }

    private func table(_ names: [String], _ count: (String) -> Int) -> String {
        names.map { "\($0) \(count($0))" }.joined(separator: ", ")
    }
}
