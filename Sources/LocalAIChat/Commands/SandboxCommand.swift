import ArgumentParser
import Foundation
import Logging
import TelegramSandbox

struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Talk to the bot here, without Telegram and without a token.",
        discussion: """
            A page for the browser has a chat with the bot, and shows what it calls. In the terminal, what you write goes to the bot; /start, /stop, /cancel and /help too. /press 1 presses the button [1] under the last answer. \
            Ctrl-D ends. Lines can also come from a pipe; each is sent when the one before has been answered, \
            or the bot has said that the answer will be late:
              printf 'my name is Anna\\nwhat is my name?\\n' | localaichat sandbox

            Nothing is kept, unless the flag --database-url is given. DATABASE_URL in the environment, in .env or in \
            localaichat.yaml is left alone: it is the bot's own.
            """
    )

    // Groups with a title come first in the help, in their order here.
    @OptionGroup(title: "The sandbox") var place: SandboxOptions

    @OptionGroup(title: "Settings") var options: SettingsOptions

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let configuration = try place.configuration()
        let settings = try options.load(environment: environment, onlyFlags: [.databaseURL])
        settings.startLogging(quietLevel: .warning)
        let idle = place.idleFlags(settings: options.flags.keys)
        if !idle.isEmpty {
            StandardStream.error.write("⚠️ Without effect beside --bot none: \(idle.joined(separator: ", "))\n")
        }
        let session = SandboxSession(
            settings: settings,
            place: place,
            configuration: configuration,
            environment: environment,
            name: place.name ?? environment["USER"].flatMap { $0.isEmpty ? nil : $0 } ?? "You",
            languageCode: place.languageCode ?? Self.languageCode(in: environment),
            style: TerminalStyle(isTerminal: StandardStream.output.isTerminal, environment: environment)
        )
        do {
            try await Interruption.whileRunning { try await session.run() }
        } catch SandboxError.cannotListen(at: _, let reason) {
            throw place.cannotListen(reason: reason)
        }
    }

    /// The language of the messages that programs are to show (POSIX, 8.2); English where it says none.
    static func languageCode(in environment: [String: String]) -> String {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let code = locale.prefix { $0.isASCII && $0.isLetter }.lowercased()
        return 2...3 ~= code.count ? code : "en"
    }
}
