import Foundation

/// Counts the tokens of prompts that real servers read in conversations: in total, and while somebody waited.
///
/// A count, not a time: it is the same on every machine, as far as the model's answers are.
enum PromptBenchmark {
    private static let scenes = [
        PromptScene(server: .llamaCpp, chats: 1, turns: 40),
        PromptScene(server: .llamaCpp, chats: 8, turns: 25),
        PromptScene(server: .llamaCpp, slots: 4, chats: 8, turns: 15),
        PromptScene(server: .llamaCppPython, chats: 1, turns: 40),
        PromptScene(server: .llamaCppPython, chats: 8, turns: 15),
    ]

    /// Takes about eight minutes; less where llama-cpp-python is not installed.
    static func measure() async throws -> [PromptFigures] {
        var figures: [PromptFigures] = []
        for scene in scenes where scene.server.isInstalled {
            Benchmarks.progress("prompt: \(scene.name)")
            figures += try await measure(scene)
        }
        return figures
    }

    /// Each policy has a server of its own, so they can't disturb each other.
    private static func measure(_ scene: PromptScene) async throws -> [PromptFigures] {
        try await withThrowingTaskGroup(of: (Int, PromptFigures).self) { group in
            for (index, policy) in PromptPolicy.allCases.enumerated() {
                group.addTask { (index, try await scene.measure(policy)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

extension [PromptFigures] {
    /// The figures as measurements: all that was read, compared with the window.
    var measurements: [Measurement] {
        map { figures in
            Measurement(
                name: "\(figures.scene): \(figures.policy.rawValue)",
                baseline: PromptPolicy.window.rawValue,
                ratio: figures.total(of: self, .window),
                prompt: figures
            )
        }
    }

    /// The figures for people.
    var table: String {
        let header = "tokens of prompts read".padding(toLength: PromptFigures.nameWidth)
        let columns =
            "   asked  in total  waited for  at once  requests  in advance  of the window  of no cut  other answers"
        return ([header + columns] + map { $0.line(among: self) } + targets).joined(separator: "\n")
    }

    /// What is to be shown, on llama.cpp's own server.
    private var targets: [String] {
        filter { $0.policy == .bot && $0.server == LlamaServerKind.llamaCpp.rawValue }.flatMap { figures in
            let name = "\(figures.scene), the bot"
            var targets = [
                Target("\(name): waited for, of no cut", figures.waited(of: self, .uncut), atMost: 1.15),
                Target("\(name): other answers", Double(figures.differing ?? 0), atMost: 0),
            ]
            // The window reads little more than the others until it is full: how many times as much depends on the turns.
            if figures.turns >= 40 {
                targets.append(
                    Target("\(name): in total, of the window", figures.total(of: self, .window), atMost: 1 / 8)
                )
            }
            return targets.map(\.line)
        }
    }
}

extension PromptFigures {
    fileprivate static var nameWidth: Int { 62 }

    /// How much of what another policy has read in all this one has.
    fileprivate func total(of all: [PromptFigures], _ policy: PromptPolicy) -> Double {
        Double(read) / Double(other(policy, among: all)?.read ?? 0)
    }

    /// The same, of what was read while somebody waited.
    fileprivate func waited(of all: [PromptFigures], _ policy: PromptPolicy) -> Double {
        Double(readWhileWaiting) / Double(other(policy, among: all)?.readWhileWaiting ?? 0)
    }

    private func other(_ policy: PromptPolicy, among all: [PromptFigures]) -> PromptFigures? {
        all.first { $0.scene == scene && $0.policy == policy }
    }

    fileprivate func line(among all: [PromptFigures]) -> String {
        "\(scene): \(policy.rawValue)".padding(toLength: Self.nameWidth)
            + (asked.map { String(format: "%8d", $0) } ?? "       –")
            + String(format: "%10d%12d%9d%10d", read, readWhileWaiting, longestWait, requests)
            + "\(warmUps)\(brokenOff > 0 ? " (\(brokenOff))" : "")".leftPadding(toLength: 12)
            + String(format: "%13.3f ×%9.2f ×", total(of: all, .window), waited(of: all, .uncut))
            + (differing.map { String(format: "%15d", $0) } ?? "")
    }
}
