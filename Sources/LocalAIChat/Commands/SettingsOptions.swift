import ArgumentParser

/// The settings as flags.
struct SettingsOptions: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp("The file with settings; a .env beside it is read too.", valueName: "file")
    )
    var config: String?

    @Option(.botToken) var botToken: String?
    @Option(.telegramAPIURL) var telegramAPIURL: String?
    @Option(.llamaServerURL) var llamaServerURL: String?
    @Option(.llamaAPIKey) var llamaAPIKey: String?
    @Option(.llamaModelName) var llamaModelName: String?
    @Option(.llamaAPI) var llamaAPI: String?
    @Option(.maxContextMessages) var maxContextMessages: String?
    @Option(.contextHighWater) var contextHighWater: String?
    @Option(.maxTokens) var maxTokens: String?
    @Option(.temperature) var temperature: String?
    @Option(.topP) var topP: String?
    @Option(.stop) var stop: String?
    @Option(.systemPrompt) var systemPrompt: String?
    @Option(.requestTimeout) var requestTimeout: String?
    @Option(.outageLimit) var outageLimit: String?
    @Option(.queueLimit) var queueLimit: String?
    @Option(.ownerID) var ownerID: String?
    @Option(.streaming) var streaming: String?
    @Option(.replyFormat) var replyFormat: String?
    @Option(.reasoning) var reasoning: String?
    @Option(.maxMessages) var maxMessages: String?
    @Option(.databaseURL) var databaseURL: String?
    @Option(.retention) var retention: String?
    @Option(.shutdownGrace) var shutdownGrace: String?
    @Option(.language) var language: String?
    @Option(.logLevel) var logLevel: String?
    @Option(.logFormat) var logFormat: String?
}

extension SettingsOptions {
    /// The flags that were given, by the setting's name.
    var flags: [String: String] {
        let values: [(Setting, String?)] = [
            (.botToken, botToken), (.telegramAPIURL, telegramAPIURL), (.llamaServerURL, llamaServerURL),
            (.llamaAPIKey, llamaAPIKey), (.llamaModelName, llamaModelName), (.llamaAPI, llamaAPI),
            (.maxContextMessages, maxContextMessages),
            (.contextHighWater, contextHighWater), (.maxTokens, maxTokens), (.temperature, temperature),
            (.topP, topP), (.stop, stop), (.systemPrompt, systemPrompt), (.requestTimeout, requestTimeout),
            (.outageLimit, outageLimit), (.queueLimit, queueLimit),
            (.ownerID, ownerID), (.streaming, streaming), (.replyFormat, replyFormat), (.reasoning, reasoning),
            (.maxMessages, maxMessages), (.databaseURL, databaseURL), (.retention, retention),
            (.shutdownGrace, shutdownGrace), (.language, language), (.logLevel, logLevel), (.logFormat, logFormat),
        ]
        return Dictionary(
            values.compactMap { setting, value in value.map { (setting.name, $0) } },
            uniquingKeysWith: { $1 }
        )
    }

    /// Finds all settings, in the environment of this process and the files of the working directory.
    ///
    /// - Parameter onlyFlags: The settings that count only as flags.
    func load(environment: [String: String], onlyFlags: [Setting] = []) throws(SettingsError) -> Settings {
        try SettingsLoader(
            flags: flags,
            environment: environment,
            path: config ?? SettingsLoader.defaultPath,
            isPathGiven: config != nil,
            onlyFlags: Set(onlyFlags.map { .init(setting: $0) })
        ).load()
    }
}

extension Option<String?> {
    /// A flag with a setting's name and help.
    fileprivate init(_ setting: Setting) {
        var text = "\(setting.name): \(setting.meaning)"
        if setting.isSecret { text += "; other users of the machine can see flags: better in \(setting.name) or .env" }
        if let value = setting.defaultDescription { text += ". (default: \(value))" }
        // Markdown is for the README.
        let help = text.filter { $0 != "`" && $0 != "*" }
        self.init(name: .customLong(setting.flag), help: ArgumentHelp("\(help)", valueName: "value"))
    }
}
