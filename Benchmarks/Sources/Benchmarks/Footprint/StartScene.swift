import Foundation
import TelegramSandbox

/// The program that starts, with a database of some kind, and then waits for somebody to write.
struct StartScene: Sendable {
    enum Contents: String, Sendable, CaseIterable {
        case empty = "a new file"
        case full = "10,000 chats"
    }

    var contents: Contents
    private static let rounds = 9
    /// Until what a start has left undone is done.
    private static let settling = Duration.seconds(3)

    func measure() async throws -> FootprintFigures.Start {
        let folder = FileManager.default.temporaryDirectory.appending(path: "localaichat-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "bot.sqlite").path
        if contents == .full {
            // The program makes the tables.
            _ = try await start(database: file, isMeasured: false)
            _ = try FilledDatabase(path: file, messages: 200_000, conversations: 10_000).fill(chatIDs: [])
        }
        var starts: [Started] = []
        for _ in 0..<Self.rounds {
            starts.append(try await start(database: contents == .full ? file : nil, isMeasured: starts.isEmpty))
        }
        starts.sort { $0.firstPoll < $1.firstPoll }
        let measured = starts.compactMap(\.idle)
        guard let idle = measured.first else { throw BenchmarkFailure("no memory was measured") }
        return FootprintFigures.Start(
            database: contents.rawValue,
            firstPollMilliseconds: starts[starts.count / 2].firstPoll,
            longestMilliseconds: starts[starts.count - 1].firstPoll,
            steps: starts[starts.count / 2].steps,
            idle: idle.memory,
            cpuMilliseconds: idle.cpu
        )
    }

    private struct Started: Sendable {
        var firstPoll: Double
        var steps: [FootprintFigures.Step]
        var idle: (memory: ProcessMemory, cpu: Double)?
    }

    private func start(database: String?, isMeasured: Bool) async throws -> Started {
        let model = PacedModel()
        return try await model.serve { llamaURL in
            try await RecordingProxy.run(before: llamaURL) { proxy in
                try await TelegramSandbox.withSandbox { sandbox, url in
                    let bot = BotProcess(
                        telegramURL: url,
                        token: sandbox.botToken,
                        llamaURL: proxy.url,
                        streaming: "auto",
                        database: database
                    )
                    let origin = ContinuousClock.now - (await sandbox.time)
                    let beginning = ContinuousClock.now
                    return try await bot.run { processID in
                        try await sandbox.waitForCalls(of: "getUpdates")
                        let calls = await sandbox.calls.map { (name: $0.method, time: origin + $0.time) }
                        let steps = (calls + proxy.log.arrivals).sorted { $0.time < $1.time }.map {
                            FootprintFigures.Step(
                                name: $0.name,
                                milliseconds: beginning.duration(to: $0.time).milliseconds
                            )
                        }
                        var idle: (ProcessMemory, Double)?
                        if isMeasured {
                            try await Task.sleep(for: Self.settling)
                            let cpu = ProcessTime.used(by: processID)?.milliseconds ?? .nan
                            idle = (try ProcessMemory(of: processID), cpu)
                        }
                        let poll = steps.last { $0.name == "getUpdates" }?.milliseconds ?? .nan
                        return Started(firstPoll: poll, steps: steps, idle: idle)
                    }
                }
            }
        }
    }
}
