import Foundation
import Testing

/// The whole bot, killed again and again: every message gets one answer, and the answers come in order.
///
/// `script/crash` runs it for longer, and with a given seed.
@Suite("The bot is killed", .serialized) struct CrashTests {
    private static let setting = CrashSetting(ProcessInfo.processInfo.environment)

    @Test("every message has one answer, in order", .timeLimit(setting.timeLimit), arguments: setting.scenarios)
    func oneAnswer(scenario: CrashScenario) async throws {
        let seed = Self.setting.seed
        let report: CrashReport
        do {
            report = try await CrashRun.report(of: scenario, seed: seed)
        } catch {
            Issue.record(error, "seed \(seed)")
            return
        }
        print(report)
        if !report.isClean || Self.setting.keepsAll {
            Attachment.record("\(report)\n\n\(report.chats)", named: "report.txt")
            Attachment.record(report.logs.joined(separator: "\n"), named: "log.txt")
        }
        #expect(report.isClean, "\(report)")
        #expect(report.kills.count == scenario.kills)
        // The clock has jumped for the bot, too.
        if let days = report.days { #expect(days > 1) }
    }
}

/// How long the test is, by the environment that `script/crash` makes.
private struct CrashSetting {
    var scenarios = CrashScenario.all
    var seed = UInt64.random(in: 1...999_999)
    var timeLimit: TimeLimitTrait.Duration
    /// Also logs of runs that were clean.
    var keepsAll = false

    init(_ environment: [String: String]) {
        let kills = environment["LOCALAICHAT_CRASH_KILLS"].flatMap { Int($0) } ?? CrashScenario.fullKills
        if kills != CrashScenario.fullKills { scenarios = scenarios.map { $0.scaled(to: kills) } }
        if let only = environment["LOCALAICHAT_CRASH_ONLY"] {
            let exact = scenarios.filter { $0.name == only }
            scenarios = exact.isEmpty ? scenarios.filter { $0.name.contains(only) } : exact
        }
        if let given = environment["LOCALAICHAT_CRASH_SEED"].flatMap({ UInt64($0) }) { seed = given }
        keepsAll = environment["LOCALAICHAT_CRASH_LOGS"] != nil
        timeLimit = .minutes(10 + kills)
    }
}
