import ChatBot
import Foundation
import LlamaServer
import TelegramBotAPI

/// `localaichat check`: everything that the bot needs, one by one.
struct SetupCheck: Sendable {
    /// The checks in the order in which they are reported.
    enum Title: String, CaseIterable, Sendable {
        case configuration = "Configuration"
        case token = "Bot token"
        case webhook = "Webhook"
        case server = "LLaMA server"
        case kind = "Server kind"
        case model = "Model"
        case chatTemplate = "Chat template"
        case contextSize = "Context size"
        case answer = "Short answer"
        case database = "Database"
        case logic = "Internal logic"
    }

    /// What the owner has set, or what is wrong with it.
    var settings: Result<Settings, SettingsError>
    /// How long something that should answer at once may take.
    var patience = Duration.seconds(5)
    /// How long the model may take for one short answer.
    var modelPatience = Duration.seconds(60)

    /// Runs all checks.
    ///
    /// - Parameter report: Hears each result, in the order of ``Title``.
    /// - Returns: Whether nothing has failed.
    func run(_ report: (CheckResult) -> Void) async throws -> Bool {
        let settings: Settings
        switch self.settings {
        case .failure(let error):
            for problem in error.problems {
                report(.init(.configuration, .failed(advice: "correct this setting"), problem.description))
            }
            for title in Title.allCases where title != .configuration { report(.skipped(title)) }
            return false
        case .success(let valid):
            settings = valid
            report(configuration(valid))
        }
        var isAllWell = true
        func pass(on results: [CheckResult]) {
            for result in results {
                isAllWell = isAllWell && !result.isFailure
                report(result)
            }
        }
        async let telegram = TelegramCheck(settings: settings, patience: patience).run()
        async let llama = LlamaCheck(settings: settings, patience: patience, modelPatience: modelPatience).run()
        pass(on: try await telegram)
        let server = try await llama
        pass(on: server.results)
        pass(on: [database(settings)])
        let logic = LogicCheck(settings: settings, isServerReady: server.isReady, modelPatience: modelPatience)
        pass(on: [try await logic.run()])
        return isAllWell
    }

    private func configuration(_ settings: Settings) -> CheckResult {
        let origins = Setting.all.compactMap { setting in
            settings.origins[setting.name].map { "\($0.name(of: setting)) (\($0.description))" }
        }
        let detail = origins.isEmpty ? "nothing is set: all defaults" : origins.joined(separator: ", ")
        return CheckResult(.configuration, .passed, detail)
    }

    private func database(_ settings: Settings) -> CheckResult {
        do {
            try Database(path: settings.databasePath).checkWritable()
            return CheckResult(.database, .passed, "\(settings.databasePath) can be written")
        } catch {
            let advice = "set DATABASE_URL to a file in a folder that this user may write to"
            return CheckResult(.database, .failed(advice: advice), String(describing: error))
        }
    }
}

extension CheckResult {
    init(_ title: SetupCheck.Title, _ outcome: Outcome, _ detail: String) {
        self.init(title: title.rawValue, outcome: outcome, detail: detail)
    }

    static func skipped(_ title: SetupCheck.Title) -> CheckResult { CheckResult(title, .skipped, "skipped") }
}
