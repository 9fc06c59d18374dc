import ArgumentParser
import ChatBot
import LlamaServer
import TelegramBotAPI

/// What the program says and returns for an error that ends it: one line, whatever the error is.
struct FailureReport: Sendable, Hashable {
    var text: String
    var status: Int32
    var stream: StandardStream

    /// - Parameter error: What a command has thrown, or what its flags were refused for.
    init(_ error: any Error) {
        let lines: [String]
        stream = .error
        switch error {
        case let error as ExitCode:
            // Everything has been said.
            lines = []
            status = error.rawValue
        case let error as SettingsError:
            lines = error.problems.map(\.description)
            status = ProgramStatus.usage.rawValue
        case let error as CommandFailure:
            lines = [error.message]
            status = error.status.rawValue
        case let error as DatabaseError:
            lines = [error.description]
            status = ProgramStatus.failure.rawValue
        case let error as BotAPIError:
            let advice = error.isUnknownToken ? "; BOT_TOKEN must be the one that @BotFather shows now" : ""
            lines = ["Telegram: \(error.explanation)\(advice)"]
            status = (error.isUnknownToken ? ProgramStatus.configuration : .failure).rawValue
        case let error as LlamaServerError:
            lines = ["LLaMA server: \(error.explanation)"]
            status = ProgramStatus.failure.rawValue
        default:
            status = LocalAIChat.exitCode(for: error).rawValue
            // Only what the parser of flags says has more than a line: help, and what it did not understand.
            let message = LocalAIChat.fullMessage(for: error)
            if status == ProgramStatus.success.rawValue || status == ProgramStatus.usage.rawValue {
                text = Redaction().applied(to: message.isEmpty ? "" : message + "\n")
                stream = status == ProgramStatus.success.rawValue ? .output : .error
                return
            }
            lines = [String(describing: error)]
        }
        text = lines.map { "localaichat: \(Redaction().applied(to: $0).escapedToOneLine)\n" }.joined()
    }
}
