import ArgumentParser
import ChatBot
import Foundation

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database into a new file, also while the bot runs.",
        discussion: """
            The database is the one of DATABASE_URL. The copy is of one moment, complete in this one file, for its owner \
            alone, and has its name only when it is complete:
              localaichat backup "/var/backups/localaichat-$(date +%F).sqlite"

            To go back to it: stop the bot, move the database away together with its -wal and -shm, put the copy in its \
            place, start the bot. Exit status: 0 saved, 1 not saved, 64 a setting is wrong.
            """
    )

    @Argument(help: ArgumentHelp("The new file.", valueName: "path"), completion: .file())
    var target: String

    @Flag(help: "Replace a file that is there.")
    var force = false

    @OptionGroup(title: "Settings") var options: SettingsOptions

    func run() async throws {
        let summary = try await Interruption.whileRunning { [self] in
            let settings = try options.load(environment: ProcessInfo.processInfo.environment)
            return try await Database.backup(path: settings.databasePath, to: target, isReplacing: force)
        }
        guard let summary else { throw CommandFailure(message: "interrupted: nothing was saved") }
        StandardStream.output.write("\(summary.line(target: target).escapedToOneLine)\n")
    }
}

extension BackupSummary {
    /// What was saved, in one line for the owner.
    func line(target: String) -> String {
        let turns = openTurns == 1 ? "1 open turn" : "\(openTurns) open turns"
        let texts = messages == 1 ? "1 message" : "\(messages) messages"
        return "Saved \(texts) and \(turns) in \(target) (\(Self.size(bytes)))"
    }

    private static func size(_ bytes: Int) -> String {
        let (number, unit) = bytes < 1_000_000 ? (Double(bytes) / 1e3, "kB") : (Double(bytes) / 1e6, "MB")
        // One digit behind the point is enough, and a zero there is none.
        let tenths = Int((number * 10).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }
}
