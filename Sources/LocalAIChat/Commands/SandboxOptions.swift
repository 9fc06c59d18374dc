import ArgumentParser
import TelegramSandbox

/// Where the sandbox listens, and who is in it.
struct SandboxOptions: ParsableArguments {
    /// Who answers.
    enum Bot: String, ExpressibleByArgument, CaseIterable {
        /// This one.
        case own
        /// One that somebody else starts.
        case none
    }

    static let usualPort: UInt16 = 8081

    @Option(
        help: ArgumentHelp(
            """
            The port of the page and of the Bot API; 0 for any free one. \
            (default: \(Self.usualPort), or any free one where it is taken)
            """
        )
    )
    var port: UInt16?

    @Option(
        help: ArgumentHelp(
            """
            The address to listen at. Beyond this machine the page is behind a random key, and the bot's token is random, too.
            """,
            valueName: "address"
        )
    )
    var listen = "127.0.0.1"

    @Flag(help: "Open no browser.")
    var noOpen = false

    @Flag(help: "Only the page: no conversation in the terminal. Runs until Ctrl-C or SIGTERM.")
    var noTerminal = false

    @Option(
        help: ArgumentHelp(
            """
            Which bot answers: own, or none: another one, whatever it is written in, which you start with the address and the token that \
            are shown. There is no conversation in the terminal then.
            """,
            valueName: "bot"
        )
    )
    var bot = Bot.own

    func validate() throws {
        guard !listen.isEmpty, listen.allSatisfy({ $0.isASCII && !$0.isWhitespace && $0 != "/" }) else {
            throw ValidationError("--listen: expected an address such as 127.0.0.1 or 0.0.0.0")
        }
    }

    /// Without the brackets that an IPv6 address has in front of a port.
    private var host: String {
        listen.hasPrefix("[") && listen.hasSuffix("]") ? String(listen.dropFirst().dropLast()) : listen
    }

    var isOnlyPage: Bool { noTerminal || bot == .none }

    var configuration: SandboxConfiguration {
        var configuration = SandboxConfiguration()
        configuration.host = host
        configuration.port = Int(port ?? Self.usualPort)
        configuration.usesAnotherPortIfTaken = port == nil
        configuration.page = PageConfiguration()
        if !PageConfiguration.isLoopback(host) {
            // The usual one is known to everybody.
            configuration.botToken = "7000000001:AA" + PageConfiguration.randomKey()
        }
        return configuration
    }
}
