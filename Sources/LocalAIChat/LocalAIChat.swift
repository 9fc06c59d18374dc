import ArgumentParser
import Foundation

@main
struct LocalAIChat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "localaichat",
        abstract: "A Telegram bot for talking to your own LLaMA models.",
        discussion: """
            Each setting is a flag, an environment variable (the name in capital letters), a line of a .env file, or a \
            line of localaichat.yaml (max_tokens: 512), in that order of precedence.

            No token at hand? Try the bot here: localaichat sandbox

            Exit status: 0 all went well, 1 something failed, 64 a setting or flag is wrong or missing, \
            78 Telegram does not know the token.
            """,
        subcommands: [RunCommand.self, CheckCommand.self, SandboxCommand.self, BackupCommand.self],
        defaultSubcommand: RunCommand.self
    )

    static func main() async {
        Heap.useFewArenas()
        Interruption.beforeWork()
        // A reader that goes away (`| head`) is no reason to die.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let report = FailureReport(error)
            report.stream.write(report.text)
            Foundation.exit(report.status)
        }
    }
}
