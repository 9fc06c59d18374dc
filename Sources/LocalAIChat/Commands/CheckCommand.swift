import ArgumentParser
import Foundation
import Logging

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Test the whole set-up, and say what to do about what does not work.",
        discussion: "Exit status: 0 all went well, 1 something failed. Warnings are no failures."
    )

    @OptionGroup(title: "Settings") var options: SettingsOptions

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let style = TerminalStyle(isTerminal: StandardStream.output.isTerminal, environment: environment)
        let settings = Result { () throws(SettingsError) in try options.load(environment: environment) }
        let redaction = (try? settings.get().redaction) ?? Redaction()
        // The table is what the owner wants to see; the log only where it was asked for.
        (try? settings.get())?.startLogging(quietLevel: .critical)

        let check = SetupCheck(settings: settings)
        let table = CheckTable(style: style, titleWidth: SetupCheck.Title.allCases.map(\.rawValue.count).max() ?? 0)
        let isAllWell = try await Interruption.whileRunning {
            try await check.run { StandardStream.output.write(redaction.applied(to: table.lines($0))) }
        }
        guard isAllWell == true else { throw ExitCode(ProgramStatus.failure.rawValue) }
    }
}
