import Foundation
import LlamaServerTesting
import Subprocess
import Synchronization
import Testing

@testable import LocalAIChat
@testable import TelegramSandbox

/// Lets people write to the real program, with a real model, and kills it.
struct CrashRun: Sendable {
    /// The program ended before it was killed.
    struct EndedByItself: Error, CustomStringConvertible {
        var outcome: Program.Outcome
        var description: String {
            "the bot ended by itself, status \(outcome.status ?? -1): \(outcome.error.suffix(2000))"
        }
    }

    private let scenario: CrashScenario
    private let seed: UInt64
    private let sandbox: TelegramSandbox
    private let llama: RealLlamaServerProcess
    private let writers: Writers
    private let turns: TurnTable
    private let clock: JumpingClock?
    private let broken: BrokenTelegram?
    private let environment: [String: String]
    private let folder: String

    static func report(of scenario: CrashScenario, seed: UInt64) async throws -> CrashReport {
        var configuration = SandboxConfiguration()
        // They are looked through often.
        configuration.keptCalls = 500
        return try await RealLlamaServer.llamaCpp.runRestartable(slots: 2) { [configuration] llama in
            try await TelegramSandbox.withSandbox(configuration) { sandbox, url in
                try await withTemporaryFolder { folder in
                    let run = try await CrashRun(scenario, seed: seed, sandbox, url: url, llama, folder: folder)
                    do {
                        let report = try await run.report()
                        await run.writers.stop()
                        return report
                    } catch {
                        await run.writers.stop()
                        throw error
                    }
                }
            }
        }
    }

    private init(
        _ scenario: CrashScenario,
        seed: UInt64,
        _ sandbox: TelegramSandbox,
        url: String,
        _ llama: RealLlamaServerProcess,
        folder: String
    ) async throws {
        self.scenario = scenario
        self.seed = seed
        self.sandbox = sandbox
        self.llama = llama
        self.folder = folder
        turns = TurnTable(path: "\(folder)/bot.sqlite")
        clock = scenario.disturbance == .clock ? try await JumpingClock(in: folder) : nil
        broken = scenario.disturbance == .telegram ? BrokenTelegram(seed: seed) : nil
        let settings = [
            "BOT_TOKEN": sandbox.botToken, "TELEGRAM_API_URL": url, "LLAMA_SERVER_URL": llama.url,
            "DATABASE_URL": turns.path, "STREAMING": scenario.streaming, "TEMPERATURE": "0",
            "MAX_CONTEXT_MESSAGES": "1", "LOG_LEVEL": "debug",
        ]
        environment = settings.merging(clock?.environment ?? [:]) { $1 }
        writers = Writers(await Self.writers(in: sandbox, seed: seed))
    }

    /// Three in private chats, two in one group, one in a topic.
    private static func writers(in sandbox: TelegramSandbox, seed: UInt64) async -> [Writer] {
        var people: [Person] = []
        for name in ["Anna", "Boris", "Clara", "Dmitri", "Emma", "Fyodor"] {
            people.append(await sandbox.person(firstName: name))
        }
        let group = await sandbox.group(title: "Friends", members: Array(people[3...4]))
        let forum = await sandbox.group(title: "Forum", members: [people[5]], isForum: true)
        let topic = await sandbox.topic(name: "Numbers", in: forum)
        return people.enumerated().map { index, person in
            Writer(
                person,
                index: index,
                of: people.count,
                in: index < 3 ? nil : index < 5 ? group : forum,
                threadID: index < 5 ? nil : topic,
                botUsername: SandboxConfiguration().botUsername,
                seed: seed
            )
        }
    }

    // MARK: - The course

    private func report() async throws -> CrashReport {
        let start = ContinuousClock.now
        var report = CrashReport(scenario: scenario, seed: seed)
        var random = SplitMix64(seed: seed)
        let disturbance = Disturber(scenario.disturbance, llama: llama, clock: clock, seed: random.next())
        await disturbance.start()
        do {
            await writers.start()
            for aim in Aim.plan(scenario.kills, using: &random) {
                let (isHit, log) = try await life(endingAt: aim, seed: random.next())
                let kill = CrashReport.Kill(aim: aim, isHit: isHit, open: turns.open())
                report.kills.append(kill)
                report.logs.append("\(log)--- killed: \(kill), after \(ContinuousClock.now - start)\n")
            }
            report.logs.append(try await lastLife(disturbance))
        } catch {
            await disturbance.stop()
            throw error
        }
        report.disturbances = await disturbance.count + (broken?.count ?? 0)
        report.duration = ContinuousClock.now - start
        try await conclude(&report)
        return report
    }

    /// Runs the bot until a certain moment, and kills it.
    private func life(endingAt aim: Aim, seed: UInt64) async throws -> (isHit: Bool, log: String) {
        await sandbox.setFaultSchedule(broken?.schedule)
        let isHit = Mutex(false)
        let aiming = Aiming(sandbox: sandbox, llama: llama, writers: writers, turns: turns)
        let outcome = try await run { program in
            var random = SplitMix64(seed: seed)
            let hit = try await aiming.strike(aim, using: &random) { try program.send(.kill) }
            isHit.withLock { $0 = hit }
        }
        guard outcome.status == nil else { throw EndedByItself(outcome: outcome) }
        // Telegram notices, too: what it had not carried out by then it never does.
        try await wait(.seconds(60)) { await sandbox.heldCalls.isEmpty }
        await sandbox.removeFaults()
        await llama.resume()
        await writers.start()
        return (isHit.withLock(\.self), outcome.error)
    }

    /// Lets the bot answer what there is, and ends it gently.
    private func lastLife(_ disturber: Disturber) async throws -> String {
        await sandbox.setFaultSchedule(broken?.schedule)
        let outcome = try await run { program in
            try await wait(.seconds(600)) { await writers.askedCount() >= scenario.messages }
            await writers.stop()
            await disturber.stop()
            try await llama.start()
            await sandbox.removeFaults()
            try await wait(.seconds(300)) { await isQuiet() }
            try program.send(.terminate)
        }
        guard outcome.status == 0 else { throw EndedByItself(outcome: outcome) }
        return outcome.error
    }

    /// Runs the bot; `course` ends it.
    private func run(
        _ course: @escaping @Sendable (Program.Running) async throws -> Void
    ) async throws -> Program.Outcome {
        try await Program.run(["run"], environment: environment, in: folder) { program in
            let course = Task { try await course(program) }
            // A bot that ends by itself has no such moment any more.
            Task {
                try? await program.error.wait(for: "\u{0}")
                course.cancel()
            }
            try await withTaskCancellationHandler {
                do {
                    try await course.value
                } catch is CancellationError where !Task.isCancelled {
                }
            } onCancel: {
                course.cancel()
            }
        }
    }

    private func isQuiet() async -> Bool {
        // In this order: an update is in the database before it is confirmed.
        await sandbox.pendingUpdateCount == 0 && turns.open().isEmpty
    }

    /// Reads what has become of everything.
    private func conclude(_ report: inout CrashReport) async throws {
        report.messages = await writers.askedCount()
        report.open = turns.open()
        report.pendingUpdates = await sandbox.pendingUpdateCount
        report.tally = turns.tally()
        if clock != nil {
            // Every line of the log begins with the bot's time.
            let lines = report.logs.flatMap { $0.split(separator: "\n") }
            report.days = Set(lines.map { $0.prefix(10) }.filter { $0.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil }).count
        }
        for place in Dictionary(grouping: writers.all, by: \.place).values {
            var asked: [(String, [Int])] = []
            for writer in place { asked.append((writer.name, await writer.asked.map(\.question.number))) }
            let messages = await place[0].messages()
            let exchanges = turns.exchanges(inChat: place[0].chatID, threadID: place[0].threadID)
            let verdict = Verdict(writers: asked, messages: messages, exchanges: exchanges)
            report.verdict = report.verdict + verdict
            guard !verdict.isClean else { continue }
            let lines = await place[0].person.messages(in: place[0].group).map { message in
                "\(message.messageID) \(message.isFromBot ? "bot" : "person"): \(message.text) \(message.buttons)"
            }
            report.chats += "\(place[0].name)\n  " + lines.joined(separator: "\n  ") + "\n"
        }
    }
}

/// Looks again and again, until something is so or the time is over.
///
/// - Returns: Whether it is so.
@discardableResult
func wait(
    _ limit: Duration,
    every pause: Duration = .milliseconds(2),
    until condition: () async throws -> Bool
) async throws -> Bool {
    let clock = ContinuousClock()
    let deadline = clock.now + limit
    while try await !condition() {
        guard clock.now < deadline else { return false }
        try await clock.sleep(for: pause)
    }
    return true
}
