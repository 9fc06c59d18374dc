import LlamaServer
import TelegramSandbox

/// `localaichat sandbox`: the bot, a Bot API of its own, and one person at the terminal.
struct SandboxSession: Sendable {
    var settings: Settings
    var sandbox: SandboxConfiguration
    var name: String
    var languageCode: String
    var style: TerminalStyle

    func run() async throws {
        guard !settings.isSet(.databaseURL) else { return try await run(databasePath: settings.databasePath) }
        try await withTemporaryFolder { try await run(databasePath: "\($0)/sandbox.sqlite") }
    }

    private func run(databasePath: String) async throws {
        let bot = SandboxedBot(
            llama: settings.llama,
            chatBot: settings.chatBot,
            databasePath: databasePath,
            sandbox: sandbox
        )
        let redaction = settings.redaction
        let isInteractive = StandardStream.input.isTerminal
        try await bot.run { telegram, server in
            let apiURL = try await telegram.apiURL()
            let startup = LlamaStartup(
                server: server,
                url: settings.llamaServerURL,
                language: settings.language,
                patience: .seconds(3)
            ) { line in
                StandardStream.error.write(redaction.applied(to: line).harmless + "\n")
            }
            await startup.look(isQuiet: !isInteractive)
            if isInteractive {
                let help =
                    "You are \(name.harmless); the bot's Bot API is at \(apiURL).\n"
                    + "/start begins anew, /stop ends an answer, /cancel takes back what waits for one,\n"
                    + "/press 1 presses the button [1], Ctrl-D ends.\n"
                StandardStream.output.write(style.colored(help, .dim))
            }
            let conversation = TerminalConversation(
                person: await telegram.person(firstName: name, languageCode: languageCode),
                botName: sandbox.botName,
                style: style,
                isInteractive: isInteractive,
                patience: settings.requestTimeout + .seconds(60)
            ) { text in
                StandardStream.output.write(redaction.applied(to: text))
            } read: { receive in
                let reader = LineReader(receive: receive)
                return { reader.request() }
            }
            try await conversation.run()
        }
    }
}
