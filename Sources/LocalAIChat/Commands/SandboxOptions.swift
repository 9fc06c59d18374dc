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
    static let usualAddress = "127.0.0.1"

    // A text, and taken as it stands: what is none is told in one line, as with the settings.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            """
            The port of the page and of the Bot API; 0 for any free one. \
            (default: \(Self.usualPort), or any free one where it is taken)
            """,
            valueName: "port"
        )
    )
    var port: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            """
            The address to listen at. Beyond this machine the page is behind a random key, and the bot's token is random, too.
            """,
            valueName: "address"
        )
    )
    var listen = Self.usualAddress

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

    @Option(help: ArgumentHelp("Your first name in the conversation. (default: $USER)", valueName: "first name"))
    var name: String?

    @Option(
        help: ArgumentHelp("The language of your Telegram, such as en or ru. (default: from $LANG)", valueName: "code")
    )
    var languageCode: String?

    /// Without the brackets that an IPv6 address has in front of a port.
    private var host: String {
        listen.hasPrefix("[") && listen.hasSuffix("]") ? String(listen.dropFirst().dropLast()) : listen
    }

    var isOnlyPage: Bool { noTerminal || bot == .none }

    /// The flags that were given although nothing comes of them, as no bot of this program runs.
    ///
    /// What the environment and the files say is the bot's own, and nothing to wonder about.
    ///
    /// - Parameter settings: The settings that were given as flags, by name.
    func idleFlags(settings: some Collection<String>) -> [String] {
        guard bot == .none else { return [] }
        let own = [("name", name), ("language-code", languageCode)].compactMap { flag, value in value.map { _ in flag }
        }
        let logging = [Setting.logLevel.name, Setting.logFormat.name]
        let others = Setting.all.filter { settings.contains($0.name) && !logging.contains($0.name) }
        return (own + others.map(\.flag)).map { "--" + $0 }
    }

    /// - Throws: What is wrong with a flag, in one line with its name and value.
    func configuration() throws(CommandFailure) -> SandboxConfiguration {
        guard let number = port.map({ UInt16($0) }) ?? Self.usualPort else {
            throw Self.malformed("port", port ?? "", expected: "a port from 0 to 65535", example: "8081")
        }
        guard !listen.isEmpty, listen.allSatisfy({ $0.isASCII && !$0.isWhitespace && $0 != "/" }) else {
            throw Self.malformed("listen", listen, expected: "an address to listen at", example: "0.0.0.0")
        }
        var configuration = SandboxConfiguration()
        configuration.host = host
        configuration.port = Int(number)
        configuration.usesAnotherPortIfTaken = port == nil
        configuration.page = PageConfiguration()
        if !PageConfiguration.isLoopback(host) {
            // The usual one is known to everybody.
            configuration.botToken = "7000000001:AA" + PageConfiguration.randomKey()
        }
        return configuration
    }

    /// What the owner reads where the sandbox can't listen as the flags say.
    func cannotListen(reason: String) -> CommandFailure {
        let flags = [port.map { "--port \($0)" }, listen == Self.usualAddress ? nil : "--listen \(listen)"]
            .compactMap(\.self)
        guard !flags.isEmpty else { return CommandFailure(message: "the sandbox can't listen at \(host): \(reason)") }
        let advice = port == nil ? "" : ". Any free one: --port 0"
        return CommandFailure(
            message: "\(flags.joined(separator: " ")): the sandbox can't listen there: \(reason)\(advice)",
            status: .usage
        )
    }

    private static func malformed(
        _ flag: String,
        _ value: String,
        expected: String,
        example: String
    ) -> CommandFailure {
        CommandFailure(
            message: "--\(flag) (command line): expected \(expected), not \"\(value.prefix(60))\". "
                + "Example: --\(flag) \(example)",
            status: .usage
        )
    }
}
