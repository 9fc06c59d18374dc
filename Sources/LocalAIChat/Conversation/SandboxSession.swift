import LlamaServer
import TelegramSandbox

/// `localaichat sandbox`: the bot, a Bot API of its own with a page for the browser, and one person at the terminal.
struct SandboxSession: Sendable {
    var settings: Settings
    var place: SandboxOptions
    var configuration: SandboxConfiguration
    var environment: [String: String]
    var name: String
    var languageCode: String
    var style: TerminalStyle

    func run() async throws {
        guard place.bot == .own else { return try await runWithoutBot() }
        guard !settings.isSet(.databaseURL) else { return try await run(databasePath: settings.databasePath) }
        try await withTemporaryFolder { try await run(databasePath: "\($0)/sandbox.sqlite") }
    }

    /// The page and the Bot API, for a bot that somebody else starts.
    private func runWithoutBot() async throws {
        let sandbox = TelegramSandbox(configuration: configuration)
        try await withBackground("the sandbox") {
            try await runGracefully(sandbox)
        } _: {
            let address = try await SandboxAddress(sandbox)
            say(address.lines + address.linesForBot(token: sandbox.botToken))
            open(address)
            try await untilCancelled()
        }
    }

    private func run(databasePath: String) async throws {
        let bot = SandboxedBot(
            llama: settings.llama,
            chatBot: settings.chatBot,
            databasePath: databasePath,
            sandbox: configuration
        )
        let redaction = settings.redaction
        let isInteractive = StandardStream.input.isTerminal
        try await bot.run { telegram, server in
            let address = try await SandboxAddress(telegram)
            let startup = LlamaStartup(
                server: server,
                url: settings.llamaServerURL,
                language: settings.language,
                patience: .seconds(3)
            ) { line in
                StandardStream.error.write(redaction.applied(to: line).harmless + "\n")
            }
            if place.noTerminal {
                say(address.lines)
                open(address)
                await startup.run()
                return try await untilCancelled()
            }
            // Who only passes lines in can look at the page as well, from the first on.
            if !isInteractive { say(address.lines) }
            await startup.look(isQuiet: !isInteractive)
            if isInteractive {
                let help =
                    "You are \(name.harmless); the bot's Bot API is at \(address.apiURL).\n"
                    + "/start begins anew, /stop ends an answer, /cancel takes back what waits for one,\n"
                    + "/press 1 presses the button [1], Ctrl-D ends.\n"
                say(style.colored(address.lines, .bold) + style.colored(help, .dim))
                open(address)
            }
            let conversation = TerminalConversation(
                person: await telegram.person(firstName: name, languageCode: languageCode),
                botName: configuration.botName,
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

    private func say(_ text: String) {
        StandardStream.output.write(text)
    }

    /// Opens the page where somebody sits before a desktop. A key would be seen by others on this machine, among what runs.
    private func open(_ address: SandboxAddress) {
        guard !place.noOpen, StandardStream.output.isTerminal, PageConfiguration.isLoopback(place.listen) else {
            return
        }
        if let command = Browser.command(for: address.pageURL, environment: environment) { Browser.start(command) }
    }

    private func untilCancelled() async throws {
        while true { try await Task.sleep(for: .seconds(3600)) }
    }
}
