import ArgumentParser
import Foundation

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the bot until Ctrl-C or SIGTERM (also without a command's name).",
        discussion:
            """
            After a signal nothing more is taken in, and running answers may go on for SHUTDOWN_GRACE; the rest comes \
            after the next start. A second signal ends the bot at once.

            Exit status: 0 after a signal, 1 after a second one, 64 a setting is wrong or missing, 78 Telegram does not \
            know the token.
            """
    )

    @OptionGroup(title: "Settings") var options: SettingsOptions

    func run() async throws {
        let settings = try options.load(environment: ProcessInfo.processInfo.environment)
        guard let token = settings.botToken else {
            let advice =
                "It is free: write /newbot to @BotFather in Telegram. "
                + "To try the bot without a token: localaichat sandbox"
            throw SettingsError(problems: [.missing(.init(setting: .botToken), advice: advice)])
        }
        settings.startLogging()
        let redaction = settings.redaction
        let bot = BotRun(settings: settings, token: token) { line in
            StandardStream.output.write(redaction.applied(to: line).harmless + "\n")
        }
        try await Interruption.whileRunning(graceTime: settings.shutdownGrace + Interruption.tidyingTime) {
            try await bot.run()
        }
    }
}
